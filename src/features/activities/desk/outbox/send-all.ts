import { callApi } from '../../../../platform/web/call-api.ts'
import { plainReadMe } from './plain-routes.ts'
import { changeRecord, listRecords, removeRecord, sweepFiles } from './outbox-store.ts'
import { type Progress, sendRecord } from './send-record.ts'

const keptSentMs = 24 * 3_600_000

/**
 * Sends what waits and is due, oldest first. One sender at a time over all tabs and the service worker: the others wait
 * for the lock and then find nothing left. Returns when to try again (milliseconds of this device's clock), null when
 * nothing waits.
 */
export async function sendAll(onProgress: Progress = () => undefined): Promise<number | null> {
  return withLock(async () => {
    await tidy()
    if (!(await listRecords()).some((one) => one.state === 'waiting')) return null
    const me = await callApi(plainReadMe).catch(() => null)
    if (!me?.user) return me ? null : Date.now() + 10_000
    const author = me.user.username
    const tried = new Set<string>()
    for (;;) {
      const due = (await listRecords()).find(
        (one) =>
          one.author === author &&
          one.state === 'waiting' &&
          one.nextAt <= Date.now() &&
          !tried.has(`${one.id} ${one.revision}`),
      )
      if (!due) break
      tried.add(`${due.id} ${due.revision}`)
      if (!(await sendRecord(due.id, onProgress))) break
    }
    const left = (await listRecords()).filter((one) => one.author === author && one.state === 'waiting')
    return left.length > 0 ? Math.min(...left.map((one) => one.nextAt)) : null
  })
}

/** What a closed browser left "sending" waits again; what was sent a day ago is forgotten here. */
async function tidy(): Promise<void> {
  for (const record of await listRecords()) {
    if (record.state === 'sending')
      await changeRecord(record.id, (one) => ({ ...one, state: 'waiting', nextAt: 0 }))
    if (record.state === 'sent' && record.savedAt < Date.now() - keptSentMs) await removeRecord(record.id)
  }
  await sweepFiles(Date.now() - keptSentMs)
}

let running: Promise<unknown> = Promise.resolve()

/** Web Locks where there are any (not on plain http): else one at a time within this page. */
function withLock<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator)
    return navigator.locks.request('anyue-outbox', work) as Promise<unknown> as Promise<T>
  const next = running.then(work, work)
  running = next
  return next
}
