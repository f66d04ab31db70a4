import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

/** What the public did in a campaign so far, by channel. */
export async function sumParticipation(
  db: Connection,
  campaignId: string,
): Promise<{ channel: string; people: number; quantity: number }[]> {
  return db
    .selectFrom('participation_day')
    .where('campaign_id', '=', campaignId)
    .select([
      'channel',
      sql<number>`sum(people)::bigint`.as('people'),
      sql<number>`sum(quantity)::bigint`.as('quantity'),
    ])
    .groupBy('channel')
    .execute()
}
