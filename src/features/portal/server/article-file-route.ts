import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { validate } from 'uuid'
import type { RawRoute } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ShortMemory } from '../../../platform/server/short-memory.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type FileRow, findFileRow } from '../../evidence/server/find-file.ts'
import { mayTellPlace, readClean } from '../../evidence/server/read-clean.ts'
import { sendRange } from '../../evidence/server/send-range.ts'
import { articleFilePath, articleFileSummary } from '../article-contract.ts'
import { findPublishedFile } from './article-queries.ts'

const pictures = new ShortMemory<Buffer>({ seconds: 600, atMost: 60 })

/** Only files of published articles, without place and time; pictures in a size for phones. */
export const articleFileRoute: RawRoute = {
  methods: ['GET'],
  path: articleFilePath,
  summary: articleFileSummary,
  access: 'public',
  handle: async (request, reply, services) => {
    const of = request.params as { campaign: string; article: string; file: string }
    if (!validate(of.article) || !validate(of.file)) throw new ProblemError(notFound)
    const { db } = services.pool
    const shown = await findPublishedFile(db, of)
    const row = shown && (await findFileRow(db, of.file))
    if (!row) throw new ProblemError(notFound)
    reply
      .header('cache-control', 'public, max-age=300')
      .header('content-security-policy', "default-src 'none'; sandbox")
    if (row.kind === 'image') {
      const make = () => shrinkPicture(services, row)
      return reply
        .header('content-type', 'image/webp')
        .send(await pictures.get(row.sha256, services.clock.now(), make))
    }
    if (mayTellPlace(row) && !row.has_clean_copy) throw new ProblemError(notFound)
    const kind = row.kind === 'video' ? 'inline' : 'attachment'
    reply
      .header('content-type', row.media_type)
      .header('content-disposition', `${kind}; filename*=UTF-8''${encodeURIComponent(row.name)}`)
    return sendRange(request, reply, {
      tag: row.sha256,
      size: Number(row.size),
      read: async (range) =>
        row.has_clean_copy
          ? readClean(services.storage, row, range)
          : services.storage.read(row.sha256, range),
    })
  },
}

/** Drawn anew, so nothing of the camera's data is left. */
async function shrinkPicture(services: Services, row: FileRow): Promise<Buffer> {
  const original = await buffer(services.storage.read(row.sha256))
  return sharp(original)
    .rotate()
    .resize(1080, 1920, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer()
}
