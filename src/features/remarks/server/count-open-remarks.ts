import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

/** Open doubts about each of these reports; one without any is absent. */
export async function countOpenRemarks(
  db: Connection,
  submissionIds: string[],
): Promise<Map<string, number>> {
  if (submissionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('remark')
    .where('subject', '=', 'submission')
    .where(sql<boolean>`subject_id = any(${submissionIds}::uuid[])`)
    .where('settled_at', 'is', null)
    .select(['subject_id', sql<number>`count(*)`.as('count')])
    .groupBy('subject_id')
    .execute()
  return new Map(rows.map((row) => [row.subject_id, row.count]))
}
