import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import {
  recordParticipation,
  withdrawParticipation,
} from '../../participation/server/record-participation.ts'
import { sessionChanged, sessionNotBegun } from '../contract.ts'
import { lockSession } from './session-queries.ts'

/** Who booked sees it on the page; doing it twice is doing it once. */
export async function cancelSession(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  id: string,
): Promise<void> {
  const row = await lockSession(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  if (row.cancelled_at) return
  if (row.held_at) throw new ProblemError(sessionChanged)
  await db
    .updateTable('consultation_session')
    .set({ cancelled_at: context.now })
    .where('id', '=', id)
    .execute()
  await writeAudit(db, context, 'session-cancelled', { unitId: row.unit_id, subjectId: id })
}

/** Counts one session and its participants for the unit that held it; said again, the number is corrected. */
export async function holdSession(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  { id, participants }: { id: string; participants: number },
): Promise<void> {
  const row = await lockSession(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (row.cancelled_at) throw new ProblemError(sessionChanged)
  if (row.starts_at > context.now) throw new ProblemError(sessionNotBegun)
  if (row.participants === participants) return
  await db
    .updateTable('consultation_session')
    .set({ held_at: row.held_at ?? context.now, participants })
    .where('id', '=', id)
    .execute()
  await withdrawParticipation(db, id, context.now)
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: channelKeys.consultation(row.consultation),
    unitId: row.unit_id,
    day: localOfInstant(row.starts_at, campaign.definition.timeZone).date,
    participantId: null,
    recordId: id,
    sessions: 1,
    people: participants,
    at: context.now,
  })
  await writeAudit(db, context, 'session-held', {
    unitId: row.unit_id,
    subjectId: id,
    before: { participants: row.participants },
    after: { participants },
  })
}
