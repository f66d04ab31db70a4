import type { Connection } from '../../../platform/server/database.ts'

/** Names, signatures and what only the holder sees; the codes stay and say that they were withdrawn. */
export async function forgetCertificates(db: Connection, participantId: string, now: Date): Promise<void> {
  await db
    .updateTable('certificate')
    .set({ withdrawn_at: now, holder: null, strokes: null, facts: '[]' })
    .where('participant_id', '=', participantId)
    .where('withdrawn_at', 'is', null)
    .execute()
}
