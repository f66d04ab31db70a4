import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'

/**
 * Joins uploaded files to a submission. A file that does not exist or belongs to another unit is an
 * error at the field that names it; nothing is attached then.
 */
export async function attachFiles(
  db: Connection,
  input: { submissionId: string; unitId: string; references: { field: string; fileId: string }[] },
): Promise<void> {
  const ids = [...new Set(input.references.map((one) => one.fileId))]
  const found = await db
    .selectFrom('file')
    .where('id', 'in', ids)
    .where('unit_id', '=', input.unitId)
    .select('id')
    .execute()
  const known = new Set(found.map((one) => one.id))
  const errors = input.references
    .filter((one) => !known.has(one.fileId))
    .map((one) => ({
      path: one.field === 'stampedScan' ? 'stampedScan' : `fields.${one.field}`,
      message: '找不到这个附件，请重新上传。',
    }))
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
  await db
    .insertInto('attachment')
    .values(
      input.references.map((one, position) => ({
        submission_id: input.submissionId,
        file_id: one.fileId,
        field: one.field,
        position,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
