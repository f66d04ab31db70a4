import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { LedgerFigure } from '../rules.ts'

/** Local days, both included; null is open. */
export interface DayRange {
  from: string | null
  to: string | null
}

export interface Totals {
  records: number
  sums: (number | null)[]
  counts: (number | null)[]
  adjusted: (number | null)[]
  adjustments: (number | null)[]
}

/** A node's totals: one row by its key when no days are asked, else at most one row for each day. */
export async function readTotals(
  db: Connection,
  campaignId: string,
  node: number,
  range: DayRange,
  width: number,
): Promise<Totals> {
  const { rows } = await totalsOf(campaignId, sql`${node}::int`, range, width).execute(db)
  return rows[0]!
}

/** The same for each unit right below `parentId`, in directory order, with whether it has units below. */
export async function readTotalsBelow(
  db: Connection,
  campaignId: string,
  parentId: string,
  range: DayRange,
  width: number,
  page: { after: [number, number] | null; limit: number },
) {
  const after = page.after ?? [-1, -1]
  const { rows } = await sql<
    Totals & { code: string; name: string; position: number; number: number; has_below: boolean }
  >`
    select u.code, u.name, u.position, u.number,
      exists (select 1 from org_unit b where b.parent_id = u.id) as has_below, t.*
    from (
      select * from org_unit where parent_id = ${parentId} and (position, number) > (${after[0]}, ${after[1]})
      order by position, number limit ${page.limit}
    ) u
    cross join lateral (${totalsOf(campaignId, sql`u.number`, range, width)}) t
    order by u.position, u.number`.execute(db)
  return rows
}

const columns = ['sums', 'counts', 'adjusted', 'adjustments'] as const

function totalsOf(campaignId: string, node: RawBuilder<unknown>, range: DayRange, width: number) {
  const named = (of: (name: string) => RawBuilder<unknown>) =>
    sql.join(columns.map((name) => sql`${of(name)} as ${sql.ref(name)}`))
  if (!range.from && !range.to) {
    return sql<Totals>`
      select coalesce(t.entries, 0) as records, ${named((name) => sql`coalesce(t.${sql.ref(name)}, '{}')`)}
      from (values (1)) as one left join ledger_total t
        on t.campaign_id = ${campaignId} and t.node = ${node} and t.day = '-infinity'`
  }
  return sql<Totals>`
    select coalesce(sum(t.entries), 0) as records,
      ${named((name) => arrayOf(width, (place) => sql`sum(t.${sql.ref(name)}[${sql.lit(place)}])`))}
    from ledger_total t
    where t.campaign_id = ${campaignId} and t.node = ${node} and ${onDays('t', range)}`
}

/** Of the records that a unit itself took part in, whatever lies below it. */
export async function readOwnTotals(
  db: Connection,
  campaignId: string,
  unitId: string,
  range: DayRange,
  width: number,
): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select ${sumEntries(width)}
    from ledger_entry e
    where e.campaign_id = ${campaignId} and e.unit_ids @> array[${unitId}]::uuid[] and ${onDays('e', range)}`.execute(
    db,
  )
  return rows[0]!
}

/** Each report's unit, and the last local day that it could tell of: its period's end, or before it the day it was sent. */
function reportedUnits({ submissionIds, timeZone }: Reports) {
  return sql`
    select o.unit_id, least(o.period_end, (s.submitted_at at time zone ${timeZone})::date) as until
    from submission s join obligation o on o.id = s.obligation_id
    where s.id = any(${submissionIds}::uuid[])`
}

export interface Reports {
  submissionIds: string[]
  timeZone: string
}

/** Of the records that these reports could tell of: of each unit those up to its last day, each once. */
export async function readReportedTotals(
  db: Connection,
  campaignId: string,
  filter: { unit: { id: string; number: number }; own: boolean },
  reports: Reports,
  width: number,
): Promise<Totals> {
  const { rows } = await sql<Totals>`
    with reported as (${reportedUnits(reports)}), known as (
      select distinct e.id
      from ledger_entry e
      cross join lateral unnest(e.unit_ids) as w (id)
      join reported r on r.unit_id = w.id and e.day <= r.until
      where e.campaign_id = ${campaignId} and ${takesPart(filter)}
    )
    select ${sumEntries(width)} from ledger_entry e join known using (id)`.execute(db)
  return rows[0]!
}

/** The first and the last of the reports' last days; null for no report. */
export async function findLastDays(
  db: Connection,
  reports: Reports,
): Promise<{ first: string; last: string } | null> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(r.until) as first, max(r.until) as last from (${reportedUnits(reports)}) r`.execute(db)
  const { first, last } = rows[0]!
  return first && last ? { first, last } : null
}

/** `own`: the unit itself took part, else it or a unit below it. */
function takesPart({ unit, own }: { unit: { id: string; number: number }; own: boolean }) {
  return own
    ? sql<boolean>`e.unit_ids @> array[${unit.id}]::uuid[]`
    : sql<boolean>`e.nodes @> array[${unit.number}]::int[]`
}

/** The columns of `Totals` over rows of `ledger_entry e`. */
function sumEntries(width: number) {
  const recorded = sql`filter (where e.source <> 'adjustment')`
  const byHand = sql`filter (where e.source = 'adjustment')`
  const each = (of: (value: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    arrayOf(width, (place) => of(sql`e.vals[${sql.lit(place)}]`))
  return sql`count(*) ${recorded} as records,
    ${each((value) => sql`sum(${value}) ${recorded}`)} as sums,
    ${each((value) => sql`count(${value}) ${recorded}`)} as counts,
    ${each((value) => sql`sum(${value}) ${byHand}`)} as adjusted,
    ${each((value) => sql`count(${value}) ${byHand}`)} as adjustments`
}

function arrayOf(width: number, of: (place: number) => RawBuilder<unknown>) {
  if (width === 0) return sql`'{}'::bigint[]`
  return sql`array[${sql.join(Array.from({ length: width }, (_, index) => of(index + 1)))}]::bigint[]`
}

function onDays(table: string, range: DayRange) {
  const day = sql.ref(`${table}.day`)
  return sql<boolean>`${day} >= ${range.from ?? '0001-01-01'} and ${day} <= ${range.to ?? '9999-12-31'}`
}

/** Totals as the contract's figures, in the order of `codes`. */
export function nameTotals(totals: Totals, codes: string[], places: Map<string, number>): LedgerFigure[] {
  return codes.map((code) => {
    const at = (places.get(code) ?? 0) - 1
    const records = totals.counts[at] ?? 0
    return {
      code,
      derived: records > 0 ? (totals.sums[at] ?? 0) : null,
      adjusted: totals.adjusted[at] ?? 0,
      adjustments: totals.adjustments[at] ?? 0,
      records,
    }
  })
}

export interface EntryFilter {
  unit: { id: string; number: number }
  own: boolean
  /** Place of the indicator that the entries must count into. */
  place: number | null
  range: DayRange
  after: [string, string] | null
  limit: number
}

export interface EntryRow {
  id: string
  source: 'activity' | 'clipping' | 'case' | 'adjustment' | 'public'
  title: string
  day: string
  value: number | null
  file_id: string | null
  reason: string | null
  units: { code: string; name: string }[]
  host: { code: string; name: string } | null
}

/** Newest first; names of the units and reasons come with the page. */
export async function listEntryRows(
  db: Connection,
  campaignId: string,
  filter: EntryFilter,
): Promise<EntryRow[]> {
  const value = filter.place === null ? sql`null::bigint` : sql`e.vals[${sql.lit(filter.place)}]`
  const { rows } = await sql<EntryRow>`
    with page as (
      select e.id, e.source, e.title, e.day, e.file_id, e.unit_ids, ${value} as value
      from ledger_entry e
      where e.campaign_id = ${campaignId}
        and ${takesPart(filter)}
        and ${filter.place === null ? sql<boolean>`true` : sql<boolean>`${value} is not null`}
        and ${onDays('e', filter.range)}
        and ${filter.after ? sql<boolean>`(e.day, e.id) < (${filter.after[0]}::date, ${filter.after[1]}::uuid)` : sql<boolean>`true`}
      order by e.day desc, e.id desc limit ${filter.limit}
    )
    select p.id, p.source, p.title, p.day, p.file_id, p.value, a.reason, n.units,
      case when ${hostedElsewhere(filter)} then json_build_object('code', h.code, 'name', h.name) end as host
    from page p
    join org_unit h on h.id = p.unit_ids[1]
    left join adjustment a on a.id = p.id
    cross join lateral (
      select json_agg(json_build_object('code', u.code, 'name', u.name) order by w.position) as units
      from unnest(p.unit_ids) with ordinality as w (id, position) join org_unit u on u.id = w.id
    ) n
    order by p.day desc, p.id desc`.execute(db)
  return rows
}

/** A record's first unit, `h`, is the one that held it. */
function hostedElsewhere({ unit, own }: EntryFilter) {
  return own
    ? sql<boolean>`h.id <> ${unit.id}`
    : sql<boolean>`(${unit.number} = any(array[h.a0, h.a1, h.a2, h.a3, h.a4, h.a5, h.a6])) is not true`
}

export function selectAdjustments(db: Connection, campaignId: string) {
  return db
    .selectFrom('adjustment as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .innerJoin('user as p', 'p.id', 'a.made_by')
    .leftJoin('adjustment as w', 'w.withdraws', 'a.id')
    .where('a.campaign_id', '=', campaignId)
    .select([
      'a.id',
      'a.unit_id',
      'a.code',
      'a.day',
      'a.amount',
      'a.before',
      'a.reason',
      'a.made_at',
      'a.withdraws',
      'u.code as unit_code',
      'u.name as unit_name',
      'p.name as made_by',
      'w.id as withdrawn_by',
    ])
}
export type AdjustmentRow = Awaited<
  ReturnType<ReturnType<typeof selectAdjustments>['executeTakeFirstOrThrow']>
>
