import type { Connection } from '../../../platform/server/database.ts'
import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { PledgeDefinition } from '../../campaign/public-part.ts'
import type { SignatureInput } from '../../certificates/contract.ts'
import { signPledge } from '../../pledges/server/sign-pledge.ts'
import { addCitizens, inventName } from './demo-citizens.ts'
import { chanceOf } from './plausible-report.ts'

const hour = 3_600_000
const workplaces = ['演示煤业公司', '演示化工公司', '演示建筑公司', '演示纺织厂', '演示物流公司']
const strokes =
  '120,210 260,150 390,120;210,90 250,330;430,140 560,130 520,300 430,290;640,80 660,320 760,250'

/** Some citizens of every unit have signed by now, in the order of time. */
export async function seedPledges(db: Connection, campaign: CampaignInForce, until: Date): Promise<void> {
  const [pledge] = campaign.definition.public.pledges
  if (!pledge) return
  const large = campaign.definition.tags[0]?.key ?? ''
  const root = campaign.definition.organiser.unit
  const signings = campaign.definition.units
    .filter((unit) => unit.parent === root)
    .flatMap((unit) => {
      const people = unit.tags.includes(large) ? 6 : chanceOf(`${unit.code} pledges`) < 0.3 ? 1 : 0
      return Array.from({ length: people }, (_, index) => invent(campaign, pledge, unit.code, index, until))
    })
    .filter((one) => one.at < until)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const citizens = await addCitizens(
    db,
    signings.map((one) => one.at),
  )
  for (const [index, { at, ...signing }] of signings.entries())
    await signPledge(db, campaign, pledge, { ...signing, participantId: citizens[index]! }, at)
}

function invent(
  { definition }: CampaignInForce,
  pledge: PledgeDefinition,
  unit: string,
  index: number,
  until: Date,
) {
  const chance = (name: string) => chanceOf(`${unit} ${index} ${name}`)
  const pick = <T>(list: readonly T[], name: string) => list[Math.floor(chance(name) * list.length)]!
  const first = instantOfLocal(pledge.opens, '08:00', definition.timeZone).getTime()
  const today = localOfInstant(until, definition.timeZone).date
  const end = today < pledge.closes ? today : pledge.closes
  const last = instantOfLocal(end, '08:00', definition.timeZone)
  const days = Math.max(1, Math.round((last.getTime() - first) / (24 * hour)) + 1)
  const at = new Date(first + Math.floor(chance('day') * days) * 24 * hour + chance('hour') * 13 * hour)
  const audience = pick(pledge.audiences, 'audience')
  const signature: SignatureInput =
    chance('drawn') < 0.3
      ? { kind: 'drawn', strokes }
      : { kind: 'typed', name: inventName(`${unit} ${index}`) }
  return {
    at,
    unit,
    audience: audience.key,
    signature,
    ...(audience.asksWorkplace ? { workplace: pick(workplaces, 'workplace') } : {}),
  }
}
