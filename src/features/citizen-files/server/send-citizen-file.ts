import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { readClean } from '../../evidence/server/read-clean.ts'
import { sendRange } from '../../evidence/server/send-range.ts'
import type { CitizenFileRow } from './find-citizen-files.ts'

/** Bytes of a file to somebody who may have them: a video with ranges and without its place, `size=small` a thumbnail. */
export async function sendCitizenFile(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  row: CitizenFileRow,
) {
  reply
    .header('content-security-policy', "default-src 'none'; sandbox")
    // It may be taken back at any time.
    .header('cache-control', 'private, max-age=300')
  if ((request.query as { size?: string }).size === 'small') {
    if (!row.has_thumbnail) throw new ProblemError(notFound)
    return reply.header('content-type', 'image/webp').send(services.storage.read(`${row.sha256}.thumb`))
  }
  const shown = row.kind === 'document' ? 'attachment' : 'inline'
  reply
    .header('content-type', row.media_type)
    .header('content-disposition', `${shown}; filename*=UTF-8''${encodeURIComponent(row.name)}`)
  const read = async (range?: { start: number; end: number }) =>
    row.kind === 'video' ? readClean(services.storage, row, range) : services.storage.read(row.sha256, range)
  return sendRange(request, reply, { tag: `${row.sha256}-citizen`, size: row.size, read })
}
