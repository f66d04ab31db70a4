import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'

/** A file that does not exist or belongs to another unit is an error at the field that names it. */
export async function refuseUnknownFiles(
  db: Connection,
  unitId: string,
  references: { field: string; fileId: string }[],
): Promise<void> {
  const ids = [...new Set(references.map((one) => one.fileId))]
  const found = await db
    .selectFrom('file')
    .where('id', 'in', ids)
    .where('unit_id', '=', unitId)
    .select('id')
    .execute()
  const known = new Set(found.map((one) => one.id))
  const errors = references
    .filter((one) => !known.has(one.fileId))
    .map((one) => ({
      path: one.field === 'stampedScan' ? 'stampedScan' : `fields.${one.field}`,
      message: '找不到这个附件，请重新上传。',
    }))
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
}
