import type { Connection } from '../../../platform/server/database.ts'

/** The name that a person gave for the leaderboard. */
export async function forgetDisplay(db: Connection, participantId: string): Promise<void> {
  await db
    .updateTable('standing')
    .set({ display: null })
    .where('participant_id', '=', participantId)
    .execute()
}
