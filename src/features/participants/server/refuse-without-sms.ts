import type { Services } from '../../../platform/server/services.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { listCampaignsInForce } from '../../campaign/server/find-campaign.ts'
import { checkVerification } from '../check-verification.ts'

/** At start: throws one line when a campaign in force asks for verified numbers and no message could leave. */
export async function refuseWithoutSms({ pool, sms, clock }: Services): Promise<void> {
  const findings = (await listCampaignsInForce(pool.db)).flatMap(({ definition }) =>
    checkVerification(definition, {
      hasSms: sms !== null,
      today: localOfInstant(clock.now(), definition.timeZone).date,
    }).map((one) => `${definition.key}：${one.message}`),
  )
  if (findings.length > 0) throw new Error(findings.join(' '))
}
