import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

/** Indicator code → place in the ledger's arrays, for one campaign. */
export async function readPlaces(db: Connection, campaignId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('ledger_indicator')
    .where('campaign_id', '=', campaignId)
    .select(['code', 'place'])
    .orderBy('place')
    .execute()
  return new Map(rows.map((row) => [row.code, row.place]))
}

/** Gives new indicators the next free places; those that are gone keep theirs. */
export async function givePlaces(db: Connection, campaignId: string, codes: string[]): Promise<void> {
  await sql`
    insert into ledger_indicator (campaign_id, code, place)
    select ${campaignId}, w.code, last.place + row_number() over (order by w.position)
    from unnest(${codes}::text[]) with ordinality as w (code, position),
      (select coalesce(max(place), 0) as place from ledger_indicator where campaign_id = ${campaignId}) last
    where not exists (select 1 from ledger_indicator i where i.campaign_id = ${campaignId} and i.code = w.code)`.execute(
    db,
  )
}
