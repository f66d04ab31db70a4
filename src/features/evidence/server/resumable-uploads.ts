import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { validate, v7 } from 'uuid'
import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Participant, RawRoute } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, tooLarge } from '../../../platform/shared/problem.ts'
import { badUpload, uploadGone } from '../contract.ts'
import { uploadLifetimeDays } from '../rules.ts'
import { problemOfDisk, receiveBytes } from './receive-bytes.ts'
import { TusServer } from './tus-server.ts'

interface Uploads<Sender extends { id: string }> {
  route: Pick<RawRoute, 'path' | 'summary' | 'access'>
  /** Below the data directory; one per kind of sender. */
  folder: string
  maximumSize: number
  whoSends: (caller: SignedInUser | null, participant: Participant | null) => Sender
  /** Throws unless it may be sent; what it returns is given back to `ingest`. */
  admit: (sender: Sender, asked: Asked) => Promise<Record<string, string>>
  /** Moves what arrived away. A problem that it throws refuses the file for good. */
  ingest: (context: AuditContext, upload: Received, sender: Sender) => Promise<void>
  findDone: (id: string, sender: Sender) => Promise<Done | null>
}

interface Asked {
  filename: string
  size: number
  metadata: Record<string, string>
  now: Date
  address: string
}

export interface Received {
  id: string
  path: string
  metadata: Record<string, string>
}

interface Done {
  id: string
  /** Bytes as they were sent. */
  size: number
  reply: unknown
}

/** Resumable uploads (tus 1.0). The library moves bytes; who may, and what becomes of them, is the caller's. */
export function createResumableUploads<Sender extends { id: string }>(
  services: Services,
  uploads: Uploads<Sender>,
): RawRoute[] {
  const folder = path.join(services.config.dataDir, uploads.folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = new FileStore({ directory: folder })
  const creation = new AsyncLocalStorage<Record<string, string>>()
  const tus = new TusServer({
    path: uploads.route.path,
    datastore: store,
    maxSize: uploads.maximumSize,
    relativeLocation: true,
    namingFunction: () => v7(),
    onUploadCreate: async (_request, upload) => ({
      metadata: { ...upload.metadata, ...creation.getStore()! },
    }),
  })

  const handle: RawRoute['handle'] = async (request, reply, _services, caller, participant) => {
    const sender = uploads.whoSends(caller, participant)
    const id = (request.params as { upload?: string }).upload ?? ''
    if (request.method === 'OPTIONS') return hand(request, reply)
    if (id === '') return create(request, reply, sender)
    if (!validate(id)) throw new ProblemError(uploadGone)
    const done = await uploads.findDone(id, sender)
    if (done && request.method !== 'DELETE') return answerDone(request, reply, done)
    const upload = await store.getUpload(id).catch(() => null)
    if (!upload || upload.metadata?.creator !== sender.id) throw new ProblemError(uploadGone)
    if (request.method === 'PATCH' && upload.offset !== upload.size) {
      await receive(request, upload)
      const now = await store.getUpload(id)
      if (now.offset !== now.size)
        return reply.code(204).headers({ 'tus-resumable': '1.0.0', 'upload-offset': now.offset }).send()
    } else if (upload.offset !== upload.size || request.method === 'DELETE') return hand(request, reply)
    await finish(request, upload, caller, sender)
    return answerDone(request, reply, (await uploads.findDone(id, sender))!)
  }
  const route = { ...uploads.route, methods: ['*'] as ['*'], handle }
  return [route, { ...route, path: `${route.path}/:upload` }]

  async function hand(request: FastifyRequest, reply: FastifyReply) {
    // A refusal is thrown before anything is sent.
    await tus.handle(request.raw, reply.raw)
    return reply.hijack()
  }

  async function create(request: FastifyRequest, reply: FastifyReply, sender: Sender) {
    if (request.method !== 'POST') throw new ProblemError(badUpload)
    const metadata = readMetadata(request.headers['upload-metadata'])
    const size = Number(request.headers['upload-length'])
    if (!metadata.filename || !Number.isSafeInteger(size) || size < 0) throw new ProblemError(badUpload)
    if (size > uploads.maximumSize) throw new ProblemError(tooLarge)
    const asked = {
      filename: metadata.filename,
      size,
      metadata,
      now: services.clock.now(),
      address: request.ip,
    }
    const known = await uploads.admit(sender, asked)
    return creation.run({ ...known, creator: sender.id }, () => hand(request, reply))
  }

  /** Bytes at the offset that the sender names; a cut line keeps what arrived. */
  async function receive(request: FastifyRequest, upload: Upload): Promise<void> {
    const offset = Number(request.headers['upload-offset'])
    if (request.headers['content-type'] !== 'application/offset+octet-stream' || !Number.isInteger(offset))
      throw new ProblemError(badUpload)
    return receiveBytes(path.join(folder, upload.id), request.raw, upload, offset)
  }

  async function finish(
    request: FastifyRequest,
    upload: Upload,
    caller: SignedInUser | null,
    sender: Sender,
  ): Promise<void> {
    const now = services.clock.now()
    const context = { now, caller, address: request.ip, requestId: request.id }
    const file = path.join(folder, upload.id)
    try {
      const metadata = upload.metadata as Record<string, string>
      await uploads.ingest(context, { id: upload.id, path: file, metadata }, sender)
    } catch (error) {
      if (error instanceof ProblemError) await rm(file, { force: true })
      throw problemOfDisk(error)
    } finally {
      if (!(await exists(file))) await rm(`${file}.json`, { force: true })
    }
  }
}

function answerDone(request: FastifyRequest, reply: FastifyReply, { id, size, reply: body }: Done) {
  reply.code(200).headers({
    'tus-resumable': '1.0.0',
    'upload-offset': size,
    'upload-length': size,
    'upload-file-id': id,
    'cache-control': 'no-store',
  })
  return request.method === 'HEAD' ? reply.send() : reply.send(body)
}

/** Throws away what nobody continued for a week. */
export async function cleanStaleUploads(services: Services, now: Date): Promise<number> {
  let removed = 0
  for (const name of [staffUploads, citizenUploads]) {
    const folder = path.join(services.config.dataDir, name)
    for (const one of await readdir(folder).catch(() => [])) {
      const file = path.join(folder, one)
      const { mtimeMs } = await stat(file)
      if (now.getTime() - mtimeMs < uploadLifetimeDays * 86_400_000) continue
      await rm(file, { force: true })
      removed += 1
    }
  }
  return removed
}

export const staffUploads = 'uploads'
export const citizenUploads = 'citizen-uploads'

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
