import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { ContestDefinition } from '../../campaign/public-part.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'

export interface ContestInForce {
  campaign: CampaignInForce
  contest: ContestDefinition
}

export async function findContest(
  db: Connection,
  params: { campaign: string; contest: string },
): Promise<ContestInForce> {
  const campaign = await findCampaign(db, params.campaign)
  const contest = campaign.definition.public.contests.find((one) => one.key === params.contest)
  if (!contest) throw new ProblemError(notFound)
  return { campaign, contest }
}
