import path from 'node:path'
import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { type Pool, inTransaction } from '../../platform/server/database.ts'
import type { CampaignDefinition } from './definition.ts'
import { loadCampaign } from './server/load-campaign.ts'
import { planCampaign } from './server/plan-campaign.ts'
import { readDefinition } from './server/read-definition.ts'

const campaigns = path.resolve(import.meta.dirname, '../../../campaigns')
const [shipped] = (await readdir(campaigns)).sort()
const context = { now: new Date('2022-05-20T00:00:00Z'), caller: null, address: 'test', requestId: 'test' }
let pool: Pool
let definition: CampaignDefinition

beforeEach(async () => {
  pool = await createTestDatabase()
  definition = await readDefinition(path.join(campaigns, shipped!))
  return () => pool.close()
})

const load = (one = definition) => inTransaction(pool, (db) => loadCampaign(db, context, one))
const count = async (table: 'obligation' | 'org_unit' | 'audit_record' | 'campaign_version') =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(pool.db)).rows[0]!.n
const copy = () => structuredClone(definition)

describe('loading a campaign', () => {
  it('makes units with their ancestors and an obligation for every unit and period', async () => {
    await load()
    expect(await count('org_unit')).toBe(definition.units.length)
    const reporting = definition.units.length - 1
    // liaison, plan, summary, statistics once; five weeks; seven months for seven counties
    expect(await count('obligation')).toBe(reporting * 9 + 7 * 7)
    const { rows } = await sql`select 1 from obligation o join org_unit u on u.id = o.unit_id
      where (o.a0, o.a1) is distinct from (u.a0, u.a1) or u.a0 is null or u.a1 is distinct from u.number`.execute(
      pool.db,
    )
    expect(rows).toEqual([])
  })

  it('changes nothing the second time', async () => {
    await load()
    const lines = await count('audit_record')
    const plan = await load()
    expect(plan).toMatchObject({ unchanged: true, lines: [] })
    expect(await count('audit_record')).toBe(lines)
    expect(await count('campaign_version')).toBe(1)
  })

  it('tells what a changed definition would change, before it does', async () => {
    await load()
    const changed = copy()
    const weekly = changed.tasks.find((task) => task.key === 'weekly')!
    if (weekly.schedule.kind === 'recurring') weekly.schedule.dueTime = '12:00'
    changed.tasks = changed.tasks.filter((task) => task.key !== 'summary')
    changed.units.push({
      code: 'new-unit',
      name: '新设单位',
      shortName: '新设单位',
      parent: changed.organiser.unit,
      tags: ['member'],
      aliases: [],
      formerNames: [],
    })
    const before = await count('obligation')
    const plan = await planCampaign(pool.db, changed)
    expect(plan.lines.join('\n')).toMatch(/新增单位 1 个：新设单位/)
    expect(plan.lines.join('\n')).toMatch(/停用任务：summary/)
    expect(plan.lines.join('\n')).toMatch(/更改期限：一周活动开展情况 .* 改为 2022-06-02 12:00/)
    expect(await count('obligation')).toBe(before)
    await load(changed)
    expect((await planCampaign(pool.db, changed)).unchanged).toBe(true)
    expect(await count('campaign_version')).toBe(2)
  })

  it('never drops what was reported, nor moves its deadline', async () => {
    await load()
    const reported = await reportOne('weekly')
    const changed = copy()
    changed.tasks = changed.tasks.filter((task) => task.key !== 'weekly')
    const plan = await load(changed)
    expect(plan.lines.join('\n')).toMatch(/不再要求但已报送，保留：.*1 个单位/)
    const rows = await pool.db
      .selectFrom('obligation')
      .where('task_key', '=', 'weekly')
      .where('withdrawn_at', 'is', null)
      .select('id')
      .execute()
    expect(rows.map((row) => row.id)).toEqual([reported])
    // Asked for again, the withdrawn ones come back as they were.
    await load()
    const { rows: open } = await sql`select 1 from obligation where withdrawn_at is not null`.execute(pool.db)
    expect(open).toEqual([])
  })

  it('moves a unit and everything that is counted under it', async () => {
    await load()
    const changed = copy()
    const [a, b] = changed.units.filter((unit) => unit.parent)
    b!.parent = a!.code
    await load(changed)
    const { rows } = await sql<{ path: number[]; numbers: number[] }>`
      select array[o.a0, o.a1, o.a2] as path, array[r.number, a.number, b.number] as numbers
      from obligation o join org_unit b on b.id = o.unit_id join org_unit a on a.id = b.parent_id
      join org_unit r on r.id = a.parent_id where b.code = ${b!.code} limit 1`.execute(pool.db)
    expect(rows[0]!.path).toEqual(rows[0]!.numbers)
  })

  it('is done once when two load at the same moment', async () => {
    const plans = await Promise.all([load(), load(), load()])
    expect(plans.filter((plan) => !plan.unchanged)).toHaveLength(1)
  })
})

async function reportOne(task: string): Promise<string> {
  const row = await pool.db
    .selectFrom('obligation')
    .where('task_key', '=', task)
    .select(['id', 'campaign_id', 'unit_id'])
    .executeTakeFirstOrThrow()
  await pool.db.insertInto('user').values({ id: 'p', name: 'p', email: 'p@users.invalid' }).execute()
  const id = v7()
  await inTransaction(pool, async (db) => {
    await db
      .insertInto('submission')
      .values({
        id,
        obligation_id: row.id,
        campaign_id: row.campaign_id,
        unit_id: row.unit_id,
        revision: 1,
        content: '{}',
        definition_digest: 'd',
        digest: 'd',
        receipt: 'r',
        zero_report: true,
        submitted_at: context.now,
        submitted_by: 'p',
        on_time: true,
        idempotency_key: 'key-00000001',
      })
      .execute()
    await db
      .updateTable('obligation')
      .set({
        standing: 'submitted',
        submission_id: id,
        revision: 1,
        submitted_at: context.now,
        on_time: true,
      })
      .where('id', '=', row.id)
      .execute()
  })
  return row.id
}
