import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import { listCounters } from '../../campaign/recording.ts'
import { type Measures, arrangeByPlace, countMeasures } from '../rules.ts'
import { type EntryChange, mergeChanges, mergeShares } from './merge-changes.ts'
import { readPlaces } from './places.ts'

/** A record as the ledger keeps it. `unitIds`: the owner first, then those it was held with. */
export interface EntryPost {
  id: string
  source: 'activity' | 'clipping' | 'case' | 'adjustment' | 'public'
  title: string
  countedAs: string[]
  /** Besides its indicators: keys by which the work is divided in pictures of it (`shareKeys`). */
  sharedBy?: string[]
  measures: Measures
  /** Instead of what the counters say: an adjustment's own amounts by indicator. */
  amounts?: Map<string, number>
  /** Local date, `YYYY-MM-DD`. */
  day: string
  unitIds: string[]
  fileId: string | null
}

export interface LedgerCampaign {
  id: string
  definition: CampaignDefinition
}

/**
 * Writes records into the ledger, new ones and changed ones alike, and brings every total that they touch up to date,
 * in the caller's transaction. The caller holds the record's own row, so that one record is posted once at a time.
 */
export async function postEntries(
  db: Connection,
  campaign: LedgerCampaign,
  posts: EntryPost[],
): Promise<void> {
  if (posts.length === 0) return
  const places = await readPlaces(db, campaign.id)
  const counters = listCounters(campaign.definition)
  const before = await readEntries(
    db,
    posts.map((one) => one.id),
  )
  const nodesOf = await findNodes(
    db,
    posts.flatMap((one) => one.unitIds),
  )
  const changes: EntryChange[] = [...before.values()].map((old) => ({ ...old, sign: -1 }))
  const rows = posts.map((post) => {
    const values = post.amounts ?? countMeasures(counters, post.countedAs, post.measures)
    const nodes = [...new Set(post.unitIds.flatMap((id) => nodesOf.get(id) ?? []))].sort((a, b) => a - b)
    const row = { ...post, sharedBy: post.sharedBy ?? [], nodes, vals: arrangeByPlace(values, places) }
    changes.push({
      nodes,
      day: post.day,
      vals: row.vals,
      adjustment: post.source === 'adjustment',
      sharedBy: row.sharedBy,
      participants: post.measures.participants,
      sign: 1,
    })
    return row
  })
  // A statement carries at most 65,535 values.
  for (let at = 0; at < rows.length; at += 1_000)
    await writeEntries(db, campaign.id, rows.slice(at, at + 1_000))
  await applyChanges(db, campaign.id, changes)
}

/** Takes records out of the ledger and of every total. Harmless when they are not in it. */
export async function removeEntries(db: Connection, campaignId: string, ids: string[]): Promise<void> {
  const before = await readEntries(db, ids)
  if (before.size === 0) return
  await db.deleteFrom('ledger_entry').where('id', 'in', ids).execute()
  await applyChanges(
    db,
    campaignId,
    [...before.values()].map((old) => ({ ...old, sign: -1 })),
  )
}

async function readEntries(db: Connection, ids: string[]) {
  const rows = await db
    .selectFrom('ledger_entry')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .select(['id', 'nodes', 'day', 'vals', 'source', 'shared_by', 'participants'])
    .forUpdate()
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        nodes: row.nodes,
        day: row.day,
        vals: row.vals,
        adjustment: row.source === 'adjustment',
        sharedBy: row.shared_by,
        participants: row.participants,
      },
    ]),
  )
}

/** Numbers of each unit and all above it. */
async function findNodes(db: Connection, unitIds: string[]): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ id: string; nodes: number[] }>`
    select id, array_remove(array[a0, a1, a2, a3, a4, a5, a6], null) as nodes
    from org_unit where id = any(${[...new Set(unitIds)]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.nodes]))
}

async function writeEntries(
  db: Connection,
  campaignId: string,
  rows: (EntryPost & { sharedBy: string[]; nodes: number[]; vals: (number | null)[] })[],
): Promise<void> {
  const values = rows.map(
    (row) => sql`(${row.id}::uuid, ${campaignId}::uuid, ${row.source}, ${row.title}, ${row.countedAs}::text[],
      ${row.measures.sessions}::bigint, ${row.measures.participants}::bigint, ${row.measures.reach}::bigint,
      ${row.measures.quantity}::bigint, ${row.day}::date, ${row.unitIds}::uuid[], ${row.nodes}::int[],
      ${row.vals}::bigint[], ${row.fileId}::uuid, ${row.sharedBy}::text[])`,
  )
  await sql`
    insert into ledger_entry (id, campaign_id, source, title, counted_as, sessions, participants, reach, quantity, day,
      unit_ids, nodes, vals, file_id, shared_by)
    values ${sql.join(values)}
    on conflict (id) do update set title = excluded.title, counted_as = excluded.counted_as,
      sessions = excluded.sessions, participants = excluded.participants, reach = excluded.reach,
      quantity = excluded.quantity, day = excluded.day, unit_ids = excluded.unit_ids, nodes = excluded.nodes,
      vals = excluded.vals, file_id = excluded.file_id, shared_by = excluded.shared_by`.execute(db)
}

/**
 * One statement for all totals. The rows are taken in one order, the widest subtree last (units higher up were made
 * first and have lower numbers), so that two writers cannot wait for each other and hold the common row briefly.
 */
async function applyChanges(db: Connection, campaignId: string, changes: EntryChange[]): Promise<void> {
  await changeTotals(db, campaignId, changes)
  // After the totals: who holds the common row of those holds these too, so that nobody waits in a circle.
  await changeShares(db, campaignId, changes)
}

async function changeTotals(db: Connection, campaignId: string, changes: EntryChange[]): Promise<void> {
  const merged = mergeChanges(changes)
  if (merged.length === 0) return
  const column = (of: (one: (typeof merged)[number]) => string) => sql`${merged.map(of)}::text[]`
  await sql`
    insert into ledger_total as t (campaign_id, node, day, entries, sums, counts, adjusted, adjustments)
    select ${campaignId}, w.node::int, w.on_day::date, w.entries::int, w.sums::bigint[], w.counts::bigint[],
      w.adjusted::bigint[], w.adjustments::bigint[]
    from unnest(${sql.join([
      column((one) => String(one.node)),
      column((one) => one.day),
      column((one) => String(one.entries)),
      column((one) => literal(one.sums)),
      column((one) => literal(one.counts)),
      column((one) => literal(one.adjusted)),
      column((one) => literal(one.adjustments)),
    ])}) as w (node, on_day, entries, sums, counts, adjusted, adjustments)
    order by w.node::int desc, w.on_day::date desc
    on conflict (campaign_id, node, day) do update set
      entries = t.entries + excluded.entries,
      sums = add_by_place(t.sums, excluded.sums),
      counts = add_by_place(t.counts, excluded.counts),
      adjusted = add_by_place(t.adjusted, excluded.adjusted),
      adjustments = add_by_place(t.adjustments, excluded.adjustments)`.execute(db)
}

async function changeShares(db: Connection, campaignId: string, changes: EntryChange[]): Promise<void> {
  const merged = mergeShares(changes)
  if (merged.length === 0) return
  const numbers = (of: (one: (typeof merged)[number]) => number) => sql`${merged.map(of)}::bigint[]`
  const texts = (of: (one: (typeof merged)[number]) => string) => sql`${merged.map(of)}::text[]`
  await sql`
    insert into ledger_share as t (campaign_id, node, day, key, entries, participants, counted)
    select ${campaignId}, w.node, w.on_day::date, w.key, w.entries, w.participants, w.counted
    from unnest(${sql.join([
      numbers((one) => one.node),
      texts((one) => one.day),
      texts((one) => one.key),
      numbers((one) => one.entries),
      numbers((one) => one.participants),
      numbers((one) => one.counted),
    ])}) as w (node, on_day, key, entries, participants, counted)
    order by w.node desc, w.on_day::date desc, w.key
    on conflict (campaign_id, node, day, key) do update set
      entries = t.entries + excluded.entries,
      participants = t.participants + excluded.participants,
      counted = t.counted + excluded.counted`.execute(db)
}

function literal(values: number[]): string {
  return `{${values.join(',')}}`
}
