import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { Amount } from '../contract.ts'

export interface Days {
  from?: string | undefined
  to?: string | undefined
}

function onDays(column: RawBuilder<unknown>, { from, to }: Days) {
  return sql<boolean>`${column} >= ${from ?? '0001-01-01'} and ${column} <= ${to ?? '9999-12-31'}`
}

/** Sum of the places that count people; null when nothing counted into any. */
function people(table: string, places: number[]) {
  const of = (column: string) =>
    places.length === 0
      ? sql`0`
      : sql.join(
          places.map((place) => sql`coalesce(${sql.ref(`${table}.${column}`)}[${sql.lit(place)}], 0)`),
          sql` + `,
        )
  return sql<number | null>`case when sum(${of('counts')}) > 0 then sum(${of('sums')})::bigint end`
}

/** Maintained totals, one row a day. */
export async function listDays(
  db: Connection,
  campaignId: string,
  node: number,
  days: Days,
  places: number[],
): Promise<(Amount & { day: string })[]> {
  const { rows } = await sql<Amount & { day: string }>`
    select t.day, sum(t.entries) as records, ${people('t', places)} as participants
    from ledger_total t
    where t.campaign_id = ${campaignId} and t.node = ${node} and t.day > '-infinity' and ${onDays(sql`t.day`, days)}
    group by t.day having sum(t.entries) > 0 order by t.day`.execute(db)
  return rows
}

export interface DayRecordRow {
  id: string
  source: 'activity' | 'clipping' | 'case' | 'public'
  title: string
  picture: string | null
  units: { code: string; name: string }[]
}

/** What `listDays` counts on one day, the last recorded first. */
export async function listDayRows(
  db: Connection,
  campaignId: string,
  node: number,
  day: string,
  page: { after: string | null; limit: number },
): Promise<DayRecordRow[]> {
  const { rows } = await sql<DayRecordRow>`
    select e.id, e.source, e.title, e.file_id as picture, n.units
    from (
      select * from ledger_entry e
      where e.campaign_id = ${campaignId} and e.nodes @> array[${node}]::int[] and e.day = ${day}
        and e.source <> 'adjustment' and ${page.after ? sql<boolean>`e.id < ${page.after}::uuid` : sql<boolean>`true`}
      order by e.id desc limit ${page.limit}
    ) e
    cross join lateral (
      select json_agg(json_build_object('code', u.code, 'name', u.name) order by w.position) as units
      from unnest(e.unit_ids) with ordinality as w (id, position) join org_unit u on u.id = w.id
    ) n
    order by e.id desc`.execute(db)
  return rows
}

export async function listBelow(
  db: Connection,
  campaignId: string,
  parentId: string,
  days: Days,
  places: number[],
): Promise<(Amount & { code: string; name: string; lastDay: string | null })[]> {
  const { rows } = await sql<Amount & { code: string; name: string; lastDay: string | null }>`
    select u.code, u.name, coalesce(sum(t.entries), 0) as records, ${people('t', places)} as participants,
      max(t.day) filter (where t.entries > 0) as "lastDay"
    from (select * from org_unit where parent_id = ${parentId} order by position, number limit 300) u
    left join ledger_total t on t.campaign_id = ${campaignId} and t.node = u.number and t.day > '-infinity'
      and ${onDays(sql`t.day`, days)}
    group by u.code, u.name, u.position, u.number order by u.position, u.number`.execute(db)
  return rows
}

/** Maintained too: one row a key when no days are asked, else at most one a key and day. */
export async function listShares(
  db: Connection,
  campaignId: string,
  node: number,
  days: Days,
): Promise<(Amount & { key: string })[]> {
  const asked =
    days.from || days.to
      ? sql<boolean>`s.day > '-infinity' and ${onDays(sql`s.day`, days)}`
      : sql<boolean>`s.day = '-infinity'`
  const { rows } = await sql<Amount & { key: string }>`
    select s.key, sum(s.entries) as records,
      case when sum(s.counted) > 0 then sum(s.participants)::bigint end as participants
    from ledger_share s where s.campaign_id = ${campaignId} and s.node = ${node} and ${asked}
    group by s.key having sum(s.entries) > 0`.execute(db)
  return rows
}

export interface PictureRow {
  file: string
  activity: string
  title: string
  day: string
  code: string
  name: string
  position: number
}

/** Newest first: by day, record, and place within the record. */
export async function listPictureRows(
  db: Connection,
  campaignId: string,
  node: number,
  days: Days,
  page: { after: (string | number)[] | null; limit: number },
): Promise<PictureRow[]> {
  const after = page.after
    ? sql<boolean>`(e.day, e.id, -r.position) < (${page.after[0]}::date, ${page.after[1]}::uuid, ${-Number(page.after[2])})`
    : sql<boolean>`true`
  const { rows } = await sql<PictureRow>`
    select r.file_id as file, e.id as activity, e.title, e.day, u.code, u.name, r.position
    from ledger_entry e
    join activity_file r on r.activity_id = e.id
    join file f on f.id = r.file_id
    join blob b on b.sha256 = f.sha256
    join org_unit u on u.id = e.unit_ids[1]
    where e.campaign_id = ${campaignId} and e.nodes @> array[${node}]::int[] and ${onDays(sql`e.day`, days)}
      and b.has_thumbnail and ${after}
    order by e.day desc, e.id desc, r.position limit ${page.limit}`.execute(db)
  return rows
}

export function findUnits(db: Connection, codes: string[]) {
  return db
    .selectFrom('org_unit')
    .where('code', 'in', codes)
    .select(['id', 'number', 'level', 'code', 'name'])
    .select(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6'])
    .orderBy('position')
    .orderBy('number')
    .execute()
}
