import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { type PledgeDefinition, channelKeys } from '../../campaign/public-part.ts'
import type { SignatureInput } from '../../certificates/contract.ts'
import { issueCertificate } from '../../certificates/server/issue-certificate.ts'
import { namePublicUnit } from '../../org/server/find-public-units.ts'
import { requireOpen } from '../../participants/server/require-open.ts'
import { requireVerified } from '../../participants/server/require-verified.ts'
import { recordParticipation } from '../../participation/server/record-participation.ts'
import { findOwnPledge, insertPledge } from './queries.ts'
import { countWorkplace, findOrAddWorkplace } from './name-workplace.ts'

export interface Signing {
  participantId: string
  audience: string
  unit: string
  workplace?: string | undefined
  signature: SignatureInput
}

/** Signs once for each person; whoever has signed already gets the certificate that there is. */
export async function signPledge(
  db: Connection,
  campaign: CampaignInForce,
  pledge: PledgeDefinition,
  signing: Signing,
  now: Date,
): Promise<{ code: string; signedBefore: boolean }> {
  const { participantId, signature } = signing
  const before = await findOwnPledge(db, campaign.id, pledge.key, participantId)
  if (before) return { code: before.code, signedBefore: true }
  const day = localOfInstant(now, campaign.definition.timeZone).date
  requireOpen(pledge, day)
  await requireVerified(db, pledge, participantId)
  const audience = findAudience(pledge, signing.audience)
  const unit = await namePublicUnit(db, campaign.definition, day, signing.unit)
  const workplace = audience.asksWorkplace ? requireWorkplace(signing) : null
  const workplaceId = workplace && (await findOrAddWorkplace(db, unit.id, workplace))
  const id = await insertPledge(db, {
    id: v7(),
    campaign_id: campaign.id,
    pledge_key: pledge.key,
    participant_id: participantId,
    audience: audience.key,
    unit_id: unit.id,
    workplace_id: workplaceId,
    day,
    signed_at: now,
  })
  if (!id) {
    // Another request of this person was first, and has committed by now.
    const first = await findOwnPledge(db, campaign.id, pledge.key, participantId)
    return { code: first!.code, signedBefore: true }
  }
  const code = await issueCertificate(db, {
    campaignId: campaign.id,
    channel: channelKeys.pledge(pledge.key),
    recordId: id,
    participantId,
    unitId: unit.id,
    title: pledge.title,
    lines: [audience.opening, ...audience.points.map((point, index) => `${index + 1}. ${point}`)],
    issuer: campaign.definition.organiser.name,
    signature,
    facts: [
      ...(workplace ? [{ label: '单位', value: workplace }] : []),
      { label: '所在地', value: unit.name },
    ],
    day,
    now,
  })
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: channelKeys.pledge(pledge.key),
    unitId: unit.id,
    day,
    participantId,
    recordId: id,
    people: 1,
    at: now,
  })
  // Last, because colleagues wait for this row until the end of the transaction.
  if (workplaceId) await countWorkplace(db, workplaceId, 1)
  return { code, signedBefore: false }
}

function findAudience(pledge: PledgeDefinition, key: string) {
  const audience = pledge.audiences.find((one) => one.key === key)
  if (audience) return audience
  throw refuse('audience', '请选择您的身份。')
}

function requireWorkplace({ workplace }: Signing): string {
  if (workplace) return workplace
  throw refuse('workplace', '请填写单位的名称，2 至 60 个字。')
}

function refuse(path: string, message: string): ProblemError {
  return new ProblemError(invalidInput, { detail: message, errors: [{ path, message }] })
}
