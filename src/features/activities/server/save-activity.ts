import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { postEntries } from '../../ledger/server/post-entries.ts'
import { type SaveInput, writeActivities } from './write-activities.ts'

/**
 * Writes records and their places in the ledger, all or none; the same content again changes nothing. Throws "invalid
 * input" with a sentence at each field of the first that is wrong.
 */
export async function saveActivities(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  inputs: SaveInput[],
): Promise<void> {
  await postEntries(db, campaign, await writeActivities(db, context, campaign, inputs))
}
