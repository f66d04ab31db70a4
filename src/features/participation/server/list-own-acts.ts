import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { listChannels } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'

/** What a participant did in a campaign, by channel and unit, in words. */
export async function listOwnActs(
  db: Connection,
  campaign: CampaignInForce,
  participantId: string,
): Promise<{ title: string; unit: string; text: string }[]> {
  const rows = await db
    .selectFrom('participation as p')
    .innerJoin('org_unit as u', 'u.id', 'p.unit_id')
    .where('p.campaign_id', '=', campaign.id)
    .where('p.participant_id', '=', participantId)
    .select(['p.channel', 'u.name'])
    .select([
      sql<number>`sum(p.people)::bigint`.as('people'),
      sql<number>`sum(p.quantity)::bigint`.as('quantity'),
      sql<number>`sum(p.sessions)::bigint`.as('sessions'),
    ])
    .groupBy(['p.channel', 'u.name'])
    .orderBy('p.channel')
    .orderBy('u.name')
    .execute()
  const titles = new Map(listChannels(campaign.definition.public).map((one) => [one.channel, one.title]))
  return rows.map((row) => ({
    title: titles.get(row.channel) ?? row.channel,
    unit: row.name,
    text: sayActs(row),
  }))
}

function sayActs(of: { people: number; quantity: number; sessions: number }): string {
  const parts = [
    [of.sessions, '场'],
    [of.people, '人次'],
    [of.quantity, '条'],
  ] as const
  const said = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`)
  return said.join('，') || '已撤回'
}
