import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

export function findDay(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('participation_day as d')
    .innerJoin('org_unit as u', 'u.id', 'd.unit_id')
    .where('d.campaign_id', '=', campaignId)
    .where('d.id', '=', id)
    .select([
      'd.id',
      'd.channel',
      'd.unit_id',
      'd.day',
      'd.sessions',
      'd.people',
      'd.quantity',
      'u.code',
      'u.name',
    ])
    .executeTakeFirst()
}

/** Acts of a day, the latest first; `after` is the last row's id. */
export function listActs(
  db: Connection,
  campaignId: string,
  day: { channel: string; unit_id: string; day: string },
  after: string | null,
  limit: number,
) {
  return db
    .selectFrom('participation as p')
    .leftJoin('participant as who', 'who.id', 'p.participant_id')
    .where('p.campaign_id', '=', campaignId)
    .where('p.channel', '=', day.channel)
    .where('p.unit_id', '=', day.unit_id)
    .where('p.day', '=', day.day)
    .where('p.counted', '=', true)
    .$if(after !== null, (query) => query.where('p.id', '<', after))
    .select(['p.id', 'p.at', 'p.sessions', 'p.people', 'p.quantity', 'who.phone_mask'])
    .select(sql<string>`coalesce(left(md5(p.participant_id::text || p.day::text), 6), '')`.as('mark'))
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()
}
