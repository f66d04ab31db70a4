import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { maskName } from '../../../platform/shared/mask-name.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { type PledgeDefinition, channelKeys } from '../../campaign/public-part.ts'
import { countAll, listLatest } from './queries.ts'

const lately = 6

/** How many signed and who did last: audience, unit and time of day; of a name the first sign. */
export async function presentWall(db: Connection, campaign: CampaignInForce, pledge: PledgeDefinition) {
  const titles = new Map(pledge.audiences.map((one) => [one.key, one.title]))
  const rows = await listLatest(db, campaign.id, pledge.key, lately)
  return {
    total: await countAll(db, campaign.id, channelKeys.pledge(pledge.key)),
    latest: rows.map((row) => ({
      id: row.id,
      who: row.holder === null ? '（手写签名）' : maskName(row.holder),
      audience: titles.get(row.audience) ?? '',
      unit: row.unit_name,
      day: sayDay(localOfInstant(row.signed_at, campaign.definition.timeZone).date),
    })),
  }
}

/** Why it cannot be signed today, or null. */
export function sayState({ opens, closes }: PledgeDefinition, today: string): string | null {
  if (today < opens) return `${sayDay(opens)}起可以签署。`
  return today > closes ? '签署已经结束，感谢关注。' : null
}

function sayDay(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}
