import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'
import { type ContestRow, findContest } from './queries.ts'

/** The campaign and the contest that a path names. */
export async function findLive(
  db: Connection,
  params: { campaign: string; live: string },
): Promise<{ campaign: CampaignInForce; contest: ContestRow }> {
  const campaign = await findCampaign(db, params.campaign)
  const contest = await findContest(db, campaign.id, params.live)
  if (!contest) throw new ProblemError(notFound)
  return { campaign, contest }
}
