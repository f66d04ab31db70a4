import type { Connection } from '../../../platform/server/database.ts'
import { withdrawCertificate } from '../../certificates/server/issue-certificate.ts'
import { withdrawParticipation } from '../../participation/server/record-participation.ts'
import { countWorkplace } from './name-workplace.ts'

/** 撤回 by the signer: the figure goes back, name and signature are deleted; signing again is possible. */
export async function withdrawPledge(
  db: Connection,
  campaignId: string,
  pledgeKey: string,
  participantId: string,
  now: Date,
): Promise<void> {
  const withdrawn = await db
    .updateTable('pledge')
    .set({ withdrawn_at: now })
    .where('campaign_id', '=', campaignId)
    .where('pledge_key', '=', pledgeKey)
    .where('participant_id', '=', participantId)
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'workplace_id'])
    .executeTakeFirst()
  if (!withdrawn) return
  await withdrawParticipation(db, withdrawn.id, now)
  await withdrawCertificate(db, withdrawn.id, now)
  if (withdrawn.workplace_id) await countWorkplace(db, withdrawn.workplace_id, -1)
}
