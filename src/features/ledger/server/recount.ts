import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { listCounters, measureNames } from '../../campaign/recording.ts'
import { readPlaces } from './places.ts'
import type { LedgerCampaign } from './post-entries.ts'

/**
 * Every record counted again and every total summed again, from what was recorded; the maintained totals must equal
 * what this makes. Writers of the ledger wait until it is committed.
 */
export async function recountCampaign(db: Connection, campaign: LedgerCampaign): Promise<void> {
  await sql`lock table ledger_entry, ledger_total, ledger_share in share row exclusive mode`.execute(db)
  const places = await readPlaces(db, campaign.id)
  await placeEntries(db, campaign.id)
  await countEntries(db, campaign, places)
  await sumTotals(db, campaign.id, Math.max(0, ...places.values()))
  await sumShares(db, campaign.id)
}

async function placeEntries(db: Connection, campaignId: string): Promise<void> {
  await sql`
    update ledger_entry e set nodes = w.nodes
    from (
      select e.id, array_agg(distinct a.number order by a.number) as nodes
      from ledger_entry e
      join org_unit u on u.id = any(e.unit_ids)
      cross join lateral unnest(array[u.a0, u.a1, u.a2, u.a3, u.a4, u.a5, u.a6]) as a (number)
      where e.campaign_id = ${campaignId} and a.number is not null
      group by e.id
    ) w
    where e.id = w.id and e.nodes is distinct from w.nodes`.execute(db)
}

async function countEntries(
  db: Connection,
  campaign: LedgerCampaign,
  places: Map<string, number>,
): Promise<void> {
  const counts = [...listCounters(campaign.definition)].flatMap(([key, list]) =>
    list.map((one) => ({ key, place: places.get(one.indicator) ?? 0, from: one.from })),
  )
  const column = (of: (one: (typeof counts)[number]) => string) => sql`${counts.map(of)}::text[]`
  const measure = sql.join(
    measureNames.map((name) => sql`when ${name} then e.${sql.ref(name)}`),
    sql` `,
  )
  const width = Math.max(0, ...places.values())
  await sql`
    update ledger_entry e set vals = w.vals
    from (
      select e.id, (
        select coalesce(array_agg(s.value::bigint order by g.place), '{}') from generate_series(1, ${width}::int) as g (place)
        left join (
          select c.place::int as place,
            case when bool_or(c.source = 'record') then coalesce(sum(m.value) filter (where c.source <> 'record'), 0) + 1
              else sum(m.value) end as value
          from unnest(${sql.join([
            column((one) => one.key),
            column((one) => String(one.place)),
            column((one) => one.from),
          ])}) as c (key, place, source)
          cross join lateral (select case c.source ${measure} end as value) m
          where c.key = any(e.counted_as)
          group by c.place
        ) s on s.place = g.place
      ) as vals
      from ledger_entry e
      where e.campaign_id = ${campaign.id} and e.source <> 'adjustment'
    ) w
    where e.id = w.id and e.vals is distinct from w.vals`.execute(db)
}

async function sumTotals(db: Connection, campaignId: string, width: number): Promise<void> {
  await sql`delete from ledger_total where campaign_id = ${campaignId}`.execute(db)
  const each = (of: (place: number) => ReturnType<typeof sql>) =>
    width === 0
      ? sql`'{}'::bigint[]`
      : sql`array[${sql.join(Array.from({ length: width }, (_, index) => of(index + 1)))}]::bigint[]`
  const place = (index: number) => sql.lit(index)
  const recorded = sql`filter (where e.source <> 'adjustment')`
  const byHand = sql`filter (where e.source = 'adjustment')`
  await sql`
    insert into ledger_total (campaign_id, node, day, entries, sums, counts, adjusted, adjustments)
    select ${campaignId}, n.node, coalesce(e.day, '-infinity'::date), count(*) ${recorded},
      ${each((index) => sql`coalesce(sum(e.vals[${place(index)}]) ${recorded}, 0)`)},
      ${each((index) => sql`count(e.vals[${place(index)}]) ${recorded}`)},
      case when count(*) ${byHand} = 0 then '{}' else ${each((index) => sql`coalesce(sum(e.vals[${place(index)}]) ${byHand}, 0)`)} end,
      case when count(*) ${byHand} = 0 then '{}' else ${each((index) => sql`count(e.vals[${place(index)}]) ${byHand}`)} end
    from ledger_entry e cross join lateral unnest(e.nodes) as n (node)
    where e.campaign_id = ${campaignId}
    group by grouping sets ((n.node, e.day), (n.node))`.execute(db)
}

async function sumShares(db: Connection, campaignId: string): Promise<void> {
  await sql`delete from ledger_share where campaign_id = ${campaignId}`.execute(db)
  await sql`
    insert into ledger_share (campaign_id, node, day, key, entries, participants, counted)
    select ${campaignId}, n.node, coalesce(e.day, '-infinity'::date), s.key, count(*),
      coalesce(sum(e.participants), 0), count(e.participants)
    from ledger_entry e, unnest(e.nodes) as n (node), unnest(e.shared_by) as s (key)
    where e.campaign_id = ${campaignId}
    group by grouping sets ((n.node, s.key, e.day), (n.node, s.key))`.execute(db)
}
