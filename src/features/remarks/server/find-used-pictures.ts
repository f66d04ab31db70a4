import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { RemarkRule } from '../../campaign/recording.ts'
import { findSimilarPictures } from '../../likeness/server/find-similar-pictures.ts'
import type { Found } from './write-remarks.ts'

export interface SubjectFile {
  id: string
  sha256: string
  uploaded_at: Date
  taken_at: string | null
  latitude: number | null
  longitude: number | null
}

interface Use {
  file_id: string
  sha256: string
  subject: 'activity' | 'submission'
  subject_id: string
}

/** The same or nearly the same picture in an earlier record or report of anyone, in any year. */
export async function findUsedPictures(
  db: Connection,
  subjectId: string,
  files: SubjectFile[],
  rules: RemarkRule[],
): Promise<Found[]> {
  const same = rules.find((one) => one.kind === 'same-picture')
  const similar = rules.find((one) => one.kind === 'similar-picture')
  const found: Found[] = []
  for (const file of files) {
    const uses = same ? await findEarlierUses(db, subjectId, file, [file.sha256]) : []
    if (same && uses[0]) {
      found.push(toFound(same, file, uses[0], {}))
      continue
    }
    if (!similar) continue
    const likes = await findSimilarPictures(db, { sha256: file.sha256, limit: 5 })
    const near = new Map(
      likes.filter((one) => one.score >= (similar.limit ?? 0)).map((one) => [one.sha256, one.score]),
    )
    if (near.size === 0) continue
    const [use] = await findEarlierUses(db, subjectId, file, [...near.keys()])
    if (use) found.push(toFound(similar, file, use, { score: near.get(use.sha256)! }))
  }
  return found
}

function toFound(rule: RemarkRule, file: SubjectFile, use: Use, detail: Found['detail'] & object): Found {
  return {
    rule,
    fileId: file.id,
    other: { subject: use.subject, id: use.subject_id, fileId: use.file_id },
    detail,
  }
}

/** Earliest first. A report drawn from the ledger carries the record's own file: that is no second use. */
async function findEarlierUses(
  db: Connection,
  subjectId: string,
  file: SubjectFile,
  hashes: string[],
): Promise<Use[]> {
  const { rows } = await sql<Use>`
    select f.id as file_id, f.sha256, u.subject, u.subject_id
    from file f
    cross join lateral (
      select 'activity' as subject, r.activity_id as subject_id from activity_file r
        join activity a on a.id = r.activity_id where r.file_id = f.id and a.deleted_at is null
      union all
      select 'submission', t.submission_id from attachment t
        join obligation o on o.submission_id = t.submission_id where t.file_id = f.id
    ) u
    where f.sha256 = any(${hashes}) and f.id <> ${file.id} and u.subject_id <> ${subjectId}
      and (f.uploaded_at, f.id) < (${file.uploaded_at}, ${file.id}::uuid)
    order by f.uploaded_at, f.id limit 1`.execute(db)
  return rows
}
