import { mayDo } from '../../../platform/server/access.ts'
import { type Implementation, type RawRoute, implement } from '../../../platform/server/http.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { originalWithheld, readFile, readFileContent, readFileThumbnail } from '../contract.ts'
import { type FileRow, findFileRow, presentUploaded } from './find-file.ts'
import { mayTellPlace, readClean } from './read-clean.ts'
import { type Range, sendRange } from './send-range.ts'

export const fileRoutes: Implementation[] = [
  implement(readFile)(async ({ db, params, user }) => {
    const row = await findFileRow(db, params.file)
    if (!row) throw new ProblemError(notFound)
    const original = seesOriginal(user, row)
    return {
      ...presentUploaded(row),
      unit: { code: row.code, name: row.unit_name },
      uploadedAt: row.uploaded_at.toISOString(),
      uploadedBy: row.uploader,
      sha256: row.sha256,
      hasThumbnail: row.has_thumbnail,
      original,
      takenAt: original ? row.taken_at : null,
      latitude: original ? row.latitude : null,
      longitude: original ? row.longitude : null,
    }
  }),
]

/** Bytes with ranges, so that a video can be sought in; access is judged before, as for every route. */
export const fileContentRoutes: RawRoute[] = [
  {
    methods: ['GET'],
    path: readFileContent.path,
    summary: readFileContent.summary,
    access: readFileContent.access,
    handle: async (request, reply, services, caller) => {
      const row = await findFileRow(services.pool.db, (request.params as { file: string }).file)
      if (!row) throw new ProblemError(notFound)
      const download = (request.query as { download?: string }).download === '1'
      const shown = !download && (row.kind !== 'document' || row.media_type === 'application/pdf')
      reply
        .header(
          'content-type',
          row.media_type.startsWith('text/') ? 'text/plain; charset=utf-8' : row.media_type,
        )
        .header(
          'content-disposition',
          `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(row.name)}`,
        )
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=0, must-revalidate')
      const size = Number(row.size)
      if (seesOriginal(caller!, row) || !mayTellPlace(row)) {
        const read = async (range?: Range) => services.storage.read(row.sha256, range)
        return sendRange(request, reply, { tag: row.sha256, size, read })
      }
      if (!row.has_clean_copy) throw new ProblemError(originalWithheld)
      const read = (range?: Range) => readClean(services.storage, row, range)
      if (row.kind !== 'video') return reply.send(await read())
      return sendRange(request, reply, { tag: `${row.sha256}-clean`, size, read })
    },
  },
  {
    methods: ['GET'],
    path: readFileThumbnail.path,
    summary: readFileThumbnail.summary,
    access: readFileThumbnail.access,
    handle: async (request, reply, services) => {
      const row = await findFileRow(services.pool.db, (request.params as { file: string }).file)
      if (!row?.has_thumbnail) throw new ProblemError(notFound)
      reply.header('content-type', 'image/webp').header('cache-control', 'private, max-age=86400')
      return reply.send(services.storage.read(`${row.sha256}.thumb`))
    },
  },
]

/** A photograph tells where it was taken: for reviewers and for the unit itself. */
function seesOriginal(user: SignedInUser, row: FileRow): boolean {
  const unit = { ...row, id: row.unit_id }
  return (['report.review', 'report.write', 'activity.write', 'report.sign-off'] as const).some(
    (permission) => mayDo(user, permission, unit),
  )
}
