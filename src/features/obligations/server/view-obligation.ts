import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { ObligationView } from '../contract.ts'
import { presentObligation } from './present-obligation.ts'
import { findObligation } from './queries.ts'

/** One obligation as the contract shows it; throws "not found". */
export async function viewObligation(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition },
  id: string,
  now: Date,
): Promise<ObligationView> {
  const row = await findObligation(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  return presentObligation(row, campaign.definition, now)
}
