import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { TopicDefinition } from '../../campaign/public-part.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'

export async function findTopic(
  db: Connection,
  named: { campaign: string; topic: string },
): Promise<{ campaign: CampaignInForce; topic: TopicDefinition }> {
  const campaign = await findCampaign(db, named.campaign)
  const topic = campaign.definition.public.topics.find((one) => one.key === named.topic)
  if (!topic) throw new ProblemError(notFound)
  return { campaign, topic }
}
