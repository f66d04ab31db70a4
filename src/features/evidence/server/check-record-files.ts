import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'
import type { RecordFiles } from '../record-file.ts'
import { selectFiles } from './select-files.ts'

/** Files must have been uploaded for one of the units; returns the first that has a picture to show. */
export async function checkRecordFiles(
  db: Connection,
  unitIds: string[],
  files: RecordFiles,
): Promise<{ firstPicture: string | null }> {
  if (files.length === 0) return { firstPicture: null }
  const ids = files.map((one) => one.id)
  const found = await selectFiles(db, ids)
    .where('f.unit_id', 'in', unitIds)
    .select(['f.id', 'b.has_thumbnail'])
    .execute()
  const known = new Map(found.map((one) => [one.id, one.has_thumbnail]))
  const errors = files.flatMap((one, index) =>
    known.has(one.id) ? [] : [{ path: `content.files.${index}`, message: '找不到这个文件，请重新上传。' }],
  )
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
  return { firstPicture: files.find((one) => known.get(one.id))?.id ?? null }
}
