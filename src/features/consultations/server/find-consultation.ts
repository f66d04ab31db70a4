import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'

export async function findConsultation(
  db: Connection,
  named: { campaign: string; consultation: string },
): Promise<{ campaign: CampaignInForce; consultation: ConsultationDefinition }> {
  const campaign = await findCampaign(db, named.campaign)
  return { campaign, consultation: pickConsultation(campaign, named.consultation) }
}

export function pickConsultation({ definition }: CampaignInForce, key: string): ConsultationDefinition {
  const consultation = definition.public.consultations.find((one) => one.key === key)
  if (!consultation) throw new ProblemError(notFound)
  return consultation
}
