import type { Connection } from '../../../platform/server/database.ts'

/** To be looked at by the rules once this transaction is there; marking twice is looking once. */
export async function markDue(
  db: Connection,
  subject: 'activity' | 'submission',
  ids: string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .insertInto('remark_due')
    .values(ids.map((id) => ({ subject, subject_id: id, since: now })))
    .onConflict((known) => known.columns(['subject', 'subject_id']).doUpdateSet({ attempts: 0 }))
    .execute()
}
