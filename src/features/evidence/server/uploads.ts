import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { RawRoute } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, forbidden, invalidInput } from '../../../platform/shared/problem.ts'
import { badUpload, uploadSummary, uploadsPath } from '../contract.ts'
import { findRefusal, maximumFileSize } from '../rules.ts'
import { findFileRow, presentUploaded } from './find-file.ts'
import { ingestFile } from './ingest-file.ts'
import { createResumableUploads, staffUploads } from './resumable-uploads.ts'

/** Uploads of staff, for a unit that they may report for. */
/** Who writes for a unit may upload for it. */
const writing = ['report.write', 'activity.write', 'portal.write'] as const

/** Resumable uploads (tus 1.0). The library moves bytes; who may, and what becomes of them, is decided here. */
export function createUploadRoutes(services: Services): RawRoute[] {
  return createResumableUploads<SignedInUser>(services, {
    route: { path: uploadsPath, summary: uploadSummary, access: 'signed-in' },
    folder: staffUploads,
    maximumSize: maximumFileSize,
    whoSends: (caller) => caller!,
    admit: async (user, { filename, size, metadata }) => {
      if (!metadata.unit) throw new ProblemError(badUpload)
      const refusal = findRefusal({ name: filename, size })
      if (refusal) throw new ProblemError(invalidInput, { detail: refusal })
      const unit = await services.pool.db
        .selectFrom('org_unit')
        .where('code', '=', metadata.unit)
        .select(unitColumns)
        .executeTakeFirst()
      if (!unit || !(mayDo(user, 'report.write', unit) || mayDo(user, 'activity.write', unit)))
        throw new ProblemError(forbidden)
      return { unitId: unit.id }
    },
    ingest: async (context, { id, path, metadata }) =>
      ingestFile(services, context, {
        id,
        path,
        name: metadata.filename!,
        unitId: metadata.unitId!,
        sha256: metadata.sha256,
      }),
    findDone: async (id, user) => {
      const row = await findFileRow(services.pool.db, id)
      if (row?.uploaded_by !== user.id) return null
      return { id: row.id, size: Number(row.size), reply: presentUploaded(row) }
    },
  })

  const handle: RawRoute['handle'] = async (request, reply, _services, caller) => {
    const user = caller!
    const id = (request.params as { upload?: string }).upload ?? ''
    if (request.method === 'OPTIONS') return hand(request, reply)
    if (id === '') return create(request, reply, user)
    if (!validate(id)) throw new ProblemError(uploadGone)
    const done = await findDone(id, user)
    if (done && request.method !== 'DELETE') return answerDone(request, reply, done)
    const upload = await store.getUpload(id).catch(() => null)
    if (!upload || upload.metadata?.creator !== user.id) throw new ProblemError(uploadGone)
    if (request.method === 'PATCH' && upload.offset !== upload.size) {
      await receive(request, upload)
      const now = await store.getUpload(id)
      if (now.offset !== now.size)
        return reply.code(204).headers({ 'tus-resumable': '1.0.0', 'upload-offset': now.offset }).send()
    } else if (upload.offset !== upload.size || request.method === 'DELETE') return hand(request, reply)
    await finish(request, user, upload)
    return answerDone(request, reply, (await findDone(id, user))!)
  }
  const route = { methods: ['*'] as ['*'], summary: uploadSummary, access: 'signed-in' as const, handle }
  return [
    { ...route, path: uploadsPath },
    { ...route, path: `${uploadsPath}/:upload` },
  ]

  async function hand(request: FastifyRequest, reply: FastifyReply) {
    // A refusal is thrown before anything is sent.
    await tus.handle(request.raw, reply.raw)
    return reply.hijack()
  }

  async function create(request: FastifyRequest, reply: FastifyReply, user: SignedInUser) {
    if (request.method !== 'POST') throw new ProblemError(badUpload)
    const metadata = readMetadata(request.headers['upload-metadata'])
    const size = Number(request.headers['upload-length'])
    if (!metadata.filename || !metadata.unit || !Number.isSafeInteger(size) || size < 0)
      throw new ProblemError(badUpload)
    if (size > maximumFileSize) throw new ProblemError(tooLarge)
    const refusal = findRefusal({ name: metadata.filename, size })
    if (refusal) throw new ProblemError(invalidInput, { detail: refusal })
    const unit = await services.pool.db
      .selectFrom('org_unit')
      .where('code', '=', metadata.unit)
      .select(unitColumns)
      .executeTakeFirst()
    if (!unit || !writing.some((permission) => mayDo(user, permission, unit)))
      throw new ProblemError(forbidden)
    return creation.run({ creator: user.id, unitId: unit.id }, () => hand(request, reply))
  }

  /** Bytes at the offset that the sender names; a cut line keeps what arrived. */
  async function receive(request: FastifyRequest, upload: Upload): Promise<void> {
    const offset = Number(request.headers['upload-offset'])
    if (request.headers['content-type'] !== 'application/offset+octet-stream' || !Number.isInteger(offset))
      throw new ProblemError(badUpload)
    return receiveBytes(path.join(folder, upload.id), request.raw, upload, offset)
  }

  async function finish(request: FastifyRequest, user: SignedInUser, upload: Upload): Promise<void> {
    const context = {
      now: services.clock.now(),
      caller: user,
      address: request.ip,
      requestId: request.id,
    }
    const file = path.join(folder, upload.id)
    try {
      await ingestFile(services, context, {
        id: upload.id,
        path: file,
        name: upload.metadata!.filename!,
        unitId: upload.metadata!.unitId!,
        sha256: upload.metadata!.sha256 ?? undefined,
      })
    } catch (error) {
      if (error instanceof ProblemError) await rm(file, { force: true })
      throw problemOfDisk(error)
    } finally {
      if (!(await exists(file))) await rm(`${file}.json`, { force: true })
    }
  }

  async function findDone(id: string, user: SignedInUser) {
    const row = await findFileRow(services.pool.db, id)
    return row?.uploaded_by === user.id ? row : null
  }
}

function answerDone(
  request: FastifyRequest,
  reply: FastifyReply,
  row: NonNullable<Awaited<ReturnType<typeof findFileRow>>>,
) {
  reply.code(200).headers({
    'tus-resumable': '1.0.0',
    'upload-offset': row.size,
    'upload-length': row.size,
    'upload-file-id': row.id,
    'cache-control': 'no-store',
  })
  return request.method === 'HEAD' ? reply.send() : reply.send(presentUploaded(row))
}

/** Throws away what nobody continued for a week. */
export async function cleanStaleUploads(services: Services, now: Date): Promise<number> {
  const folder = uploadFolder(services)
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file)
    if (now.getTime() - mtimeMs < uploadLifetimeDays * 86_400_000) continue
    await rm(file, { force: true })
    removed += 1
  }
  return removed
}

function uploadFolder(services: Services): string {
  return path.join(services.config.dataDir, 'uploads')
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** `key base64,key base64` */
function readMetadata(header: string | string[] | undefined): Record<string, string> {
  const pairs = String(header ?? '')
    .split(',')
    .map((pair) => pair.trim().split(' '))
  return Object.fromEntries(
    pairs.map(([key, value]) => [key ?? '', Buffer.from(value ?? '', 'base64').toString('utf8')]),
  )
}
