import { unitsGranting } from '../../../platform/server/access.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { findTask, type CampaignDefinition } from '../../campaign/definition.ts'

interface CampaignInForce {
  definition: CampaignDefinition
  rootUnit: { id: string }
}

/** Reviews at the campaign's root: the city's office. */
export function reviewsAtRoot(user: SignedInUser, campaign: CampaignInForce): boolean {
  return unitsGranting(user, 'report.review').some((unit) => unit.id === campaign.rootUnit.id)
}

/** Whether this reviewer's word is the last one: with two levels only the root's is, below it one only checks. */
export function mayDecide(user: SignedInUser, campaign: CampaignInForce, taskKey: string): boolean {
  const twoLevel = findTask(campaign.definition, taskKey).review === 'two-level'
  return !twoLevel || reviewsAtRoot(user, campaign)
}
