import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { PledgeDefinition } from '../../campaign/public-part.ts'

export function findPledge({ public: channels }: CampaignDefinition, key: string): PledgeDefinition {
  const pledge = channels.pledges.find((one) => one.key === key)
  if (!pledge) throw new ProblemError(notFound)
  return pledge
}
