import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { type CitizenFileView, citizenFileGone } from '../contract.ts'
import type { CitizenFileKind } from '../rules.ts'

/** Files with what is known of their content; other features join theirs to `f`. */
export function selectCitizenFiles(db: Connection) {
  return db
    .selectFrom('citizen_file as f')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .select(['f.id', 'f.participant_id', 'f.sha256', 'f.name', 'f.received_size', 'f.uploaded_at'])
    .select([
      'b.kind',
      'b.media_type',
      'b.size',
      'b.width',
      'b.height',
      'b.has_thumbnail',
      'b.has_clean_copy',
    ])
}

export async function findCitizenFile(db: Connection, id: string) {
  return selectCitizenFiles(db).where('f.id', '=', id).executeTakeFirst()
}
export type CitizenFileRow = NonNullable<Awaited<ReturnType<typeof findCitizenFile>>>

export function presentCitizenFile(
  row: Pick<CitizenFileRow, 'id' | 'kind' | 'name' | 'width' | 'height'>,
): CitizenFileView {
  return {
    id: row.id,
    kind: row.kind as CitizenFileKind,
    name: row.name,
    width: row.width,
    height: row.height,
  }
}

/** The citizen's own files in the order in which they were named; throws for one that is not there or of another kind. */
export async function claimCitizenFiles(
  db: Connection,
  participantId: string,
  ids: string[],
  accept: readonly CitizenFileKind[],
): Promise<CitizenFileRow[]> {
  if (ids.length === 0) return []
  const rows = await selectCitizenFiles(db)
    .where('f.id', 'in', ids)
    .where('f.participant_id', '=', participantId)
    .execute()
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row || !accept.includes(row.kind as CitizenFileKind)) throw new ProblemError(citizenFileGone)
    return row
  })
}
