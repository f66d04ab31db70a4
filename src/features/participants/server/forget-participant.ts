import type { AuditContext } from '../../../platform/server/audit.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'

/** A feature's own way to delete what a participant wrote about themselves. */
export type Forget = (db: Connection, participantId: string, now: Date) => Promise<void>

/** Nobody, not even its own device, finds the participant again; what was counted stays counted. */
export async function forgetParticipant(
  db: Connection,
  context: AuditContext,
  participantId: string,
  forgets: Forget[],
): Promise<void> {
  for (const forget of forgets) await forget(db, participantId, context.now)
  await db.deleteFrom('device').where('participant_id', '=', participantId).execute()
  await db
    .updateTable('participant')
    .set({ phone_hash: null, phone_mask: null, verified_at: null })
    .where('id', '=', participantId)
    .execute()
  await writeAudit(db, context, 'participant-forgotten', { subjectId: participantId })
}
