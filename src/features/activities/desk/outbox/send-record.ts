import { ApiProblem, callApi } from '../../../../platform/web/call-api.ts'
import { sendFile } from '../../../../platform/web/send-file.ts'
import { plainSaveActivity } from './plain-routes.ts'
import { changeRecord, readFile, removeFiles } from './outbox-store.ts'
import { type WaitingFile, type WaitingRecord, contentToSend, pauseAfter } from './waiting-record.ts'

export type Progress = (id: string, part: number) => void

/**
 * Sends one record: its files, then itself. Whatever happens, the record says so; returns false when going on with
 * others makes no sense (no network, not its author).
 */
export async function sendRecord(id: string, onProgress: Progress): Promise<boolean> {
  const record = await changeRecord(id, (one) =>
    one.state === 'waiting' || one.state === 'sending' ? { ...one, state: 'sending', problem: null } : null,
  )
  if (record?.state !== 'sending') return true
  try {
    const withFiles = await sendFiles(record, onProgress)
    if (!withFiles) return true
    const reply = await callApi(plainSaveActivity, {
      params: { campaign: record.campaign, activity: id },
      query: { unit: record.unit.code },
      headers: { 'anyue-author': record.author },
      body: { baseVersion: record.baseVersion, content: contentToSend(withFiles) },
    })
    await finish(withFiles, reply.version)
    return true
  } catch (error) {
    return noteProblem(record, toApiProblem(error))
  }
}

/** Undefined when the record was changed or removed meanwhile. */
async function sendFiles(record: WaitingRecord, onProgress: Progress): Promise<WaitingRecord | undefined> {
  let current = record
  for (const file of record.files) {
    if (file.fileId !== null) continue
    const blob = await readFile(file.key)
    if (!blob) throw new ApiProblem('file-missing', 422, `“${file.name}”已不在这台设备上，请移除后重新选择。`)
    const fileId = await sendFile({
      blob,
      name: file.name,
      unit: record.unit.code,
      address: file.address,
      onAddress: async (address) => void (await changeFile(record.id, file.key, { address })),
      onPart: (part) => onProgress(record.id, part),
    }).catch((error: unknown) => {
      const problem = toApiProblem(error)
      throw isLasting(problem)
        ? new ApiProblem(problem.name, problem.status, `“${file.name}”没有传上：${problem.message}`)
        : problem
    })
    const changed = await changeFile(record.id, file.key, { fileId })
    if (!changed || changed.revision !== record.revision) return undefined
    current = changed
  }
  return current
}

function changeFile(id: string, key: string, change: Partial<WaitingFile>) {
  return changeRecord(id, (one) => ({
    ...one,
    files: one.files.map((file) => (file.key === key ? { ...file, ...change } : file)),
  }))
}

async function finish(sent: WaitingRecord, version: number): Promise<void> {
  const after = await changeRecord(sent.id, (one) => {
    const next = { ...one, version, problem: null, attempts: 0, nextAt: 0 }
    // Changed while it was on its way: what was written after is a change of what has arrived.
    return one.revision === sent.revision
      ? { ...next, state: 'sent', savedAt: Date.now() }
      : { ...next, state: 'waiting', baseVersion: version, base: contentToSend(sent) }
  })
  if (after?.state === 'sent') await removeFiles(sent.files.map((file) => file.key))
}

async function noteProblem(sent: WaitingRecord, problem: ApiProblem): Promise<boolean> {
  const { name, message: detail, errors } = problem
  const lasting = isLasting(problem)
  await changeRecord(sent.id, (one) => {
    const attempts = one.attempts + 1
    // Edited meanwhile: the refusal was of what it said before.
    const overtaken = one.revision !== sent.revision
    return {
      ...one,
      state: !lasting || overtaken ? 'waiting' : name === 'activity-conflict' ? 'conflict' : 'failed',
      problem: overtaken ? null : { name, detail, errors },
      attempts: overtaken ? 0 : attempts,
      nextAt: lasting || overtaken ? 0 : Date.now() + pauseAfter(attempts),
    }
  })
  return lasting
}

/** Would be refused again; everything else is tried again by itself. */
function isLasting({ name, status }: ApiProblem): boolean {
  if (name === 'other-author') return false
  return status >= 400 && status < 500 && ![401, 408, 423, 425, 429].includes(status)
}

function toApiProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('unexpected', 500, '发送中断，稍后会自动重试。')
}
