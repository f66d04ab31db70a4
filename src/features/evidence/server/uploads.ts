import { type UnitWithAncestors, mayDo, unitColumns, unitsGranting } from '../../../platform/server/access.ts'
import type { RawRoute } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, forbidden, invalidInput } from '../../../platform/shared/problem.ts'
import { badUpload, uploadSummary, uploadsPath } from '../contract.ts'
import { findRefusal, maximumFileSize } from '../rules.ts'
import { findFileRow, presentUploaded } from './find-file.ts'
import { ingestFile } from './ingest-file.ts'
import { createResumableUploads, staffUploads } from './resumable-uploads.ts'

/** Who records for a unit, or for one above it, may upload for it. */
const writing = ['report.write', 'activity.write'] as const

/** Uploads of staff, for a unit that they may write for. */
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
      if (!unit || !mayUpload(user, unit)) throw new ProblemError(forbidden)
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
}

/** An office that publishes uploads for itself, not into the records of the units below. */
function mayUpload(user: SignedInUser, unit: UnitWithAncestors): boolean {
  return (
    writing.some((permission) => mayDo(user, permission, unit)) ||
    unitsGranting(user, 'portal.write').some((granted) => granted.id === unit.id)
  )
}
