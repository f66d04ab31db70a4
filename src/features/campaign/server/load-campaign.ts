import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignDefinition, UnitDefinition } from '../definition.ts'
import { type CampaignPlan, type WantedObligation, planCampaign } from './plan-campaign.ts'

/**
 * Brings the database to what the definition says, in the caller's transaction. Loading the same again
 * changes nothing; what is no longer wanted is withdrawn, never deleted. Returns the plan it carried out.
 */
export async function loadCampaign(
  db: Connection,
  context: AuditContext,
  definition: CampaignDefinition,
): Promise<CampaignPlan> {
  await sql`select pg_advisory_xact_lock(724502)`.execute(db)
  const plan = await planCampaign(db, definition)
  if (plan.unchanged) return plan
  await writeUnits(db, definition, plan)
  const campaignId = await writeCampaign(db, context, definition, plan.digest)
  await writeTasks(db, context, campaignId, definition, plan)
  await writeObligations(db, context, campaignId, plan)
  await writeAudit(db, context, 'campaign-loaded', {
    subjectId: campaignId,
    after: { key: definition.key, digest: plan.digest, changes: plan.lines.slice(0, 100) },
  })
  return plan
}

async function writeUnits(db: Connection, definition: CampaignDefinition, plan: CampaignPlan): Promise<void> {
  const { add, change } = plan.units
  if (add.length === 0 && change.length === 0) return
  const position = new Map(definition.units.map((unit, index) => [unit.code, index]))
  const columns = (unit: UnitDefinition) => ({
    name: unit.name,
    short_name: unit.shortName,
    division_code: unit.divisionCode ?? null,
    tags: unit.tags,
    aliases: unit.aliases,
    former_names: unit.formerNames,
    headcount: unit.headcount ?? null,
    valid_from: unit.validFrom ?? null,
    valid_to: unit.validTo ?? null,
    position: position.get(unit.code)!,
  })
  for (let start = 0; start < add.length; start += 1000) {
    await db
      .insertInto('org_unit')
      .values(
        add
          .slice(start, start + 1000)
          .map((unit) => ({ id: v7(), code: unit.code, level: 0, ...columns(unit) })),
      )
      .execute()
  }
  for (const unit of change)
    await db.updateTable('org_unit').set(columns(unit)).where('code', '=', unit.code).execute()
  await placeUnits(db, definition.units)
}

/** Parents, levels and ancestor columns, top down; rows that carry copies of the ancestors follow a moved unit. */
async function placeUnits(db: Connection, units: UnitDefinition[]): Promise<void> {
  const codes = units.map((unit) => unit.code)
  const parents = units.map((unit) => unit.parent ?? null)
  await sql`
    update org_unit u set parent_id = p.id
    from unnest(${codes}::text[], ${parents}::text[]) as w (code, parent) left join org_unit p on p.code = w.parent
    where u.code = w.code and u.parent_id is distinct from p.id`.execute(db)
  await sql`
    with recursive tree as (
      select id, 0 as level, array[number] as path from org_unit where parent_id is null
      union all
      select u.id, t.level + 1, t.path || u.number from org_unit u join tree t on u.parent_id = t.id
    )
    update org_unit u set level = t.level, a0 = t.path[1], a1 = t.path[2], a2 = t.path[3], a3 = t.path[4],
      a4 = t.path[5], a5 = t.path[6], a6 = t.path[7]
    from tree t
    where u.id = t.id
      and (u.level, u.a0, u.a1, u.a2, u.a3, u.a4, u.a5, u.a6)
        is distinct from (t.level, t.path[1], t.path[2], t.path[3], t.path[4], t.path[5], t.path[6], t.path[7])`.execute(
    db,
  )
  for (const table of ['obligation', 'figures']) {
    await sql`
      update ${sql.table(table)} o set a0 = u.a0, a1 = u.a1, a2 = u.a2, a3 = u.a3, a4 = u.a4, a5 = u.a5, a6 = u.a6
      from org_unit u
      where u.id = o.unit_id
        and (o.a0, o.a1, o.a2, o.a3, o.a4, o.a5, o.a6) is distinct from (u.a0, u.a1, u.a2, u.a3, u.a4, u.a5, u.a6)`.execute(
      db,
    )
  }
}

async function writeCampaign(
  db: Connection,
  context: AuditContext,
  definition: CampaignDefinition,
  digest: string,
): Promise<string> {
  const text = JSON.stringify(definition)
  const root = await db
    .selectFrom('org_unit')
    .where('code', '=', definition.organiser.unit)
    .select('id')
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('campaign')
    .values({
      id: v7(),
      key: definition.key,
      title: definition.title,
      root_unit_id: root.id,
      definition: text,
      digest,
      loaded_at: context.now,
    })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        title: definition.title,
        root_unit_id: root.id,
        definition: text,
        digest,
        loaded_at: context.now,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('campaign_version')
    .values({
      campaign_id: id,
      digest,
      definition: text,
      loaded_at: context.now,
      loaded_by: context.caller?.id ?? null,
    })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'digest']).doNothing())
    .execute()
  return id
}

async function writeTasks(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  definition: CampaignDefinition,
  plan: CampaignPlan,
): Promise<void> {
  if (definition.tasks.length > 0) {
    await db
      .insertInto('task')
      .values(
        definition.tasks.map((task, position) => ({
          id: v7(),
          campaign_id: campaignId,
          key: task.key,
          position,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['campaign_id', 'key'])
          .doUpdateSet({ position: (eb) => eb.ref('excluded.position'), retired_at: null }),
      )
      .execute()
  }
  if (plan.tasks.retire.length > 0) {
    await db
      .updateTable('task')
      .set({ retired_at: context.now })
      .where('campaign_id', '=', campaignId)
      .where('key', 'in', plan.tasks.retire)
      .execute()
  }
}

async function writeObligations(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  plan: CampaignPlan,
): Promise<void> {
  const { add, change, restore, withdraw } = plan.obligations
  for (let start = 0; start < add.length; start += 5000)
    await insertObligations(db, campaignId, add.slice(start, start + 5000))
  const altered = [...change, ...restore]
  if (altered.length > 0) {
    await sql`
      update obligation o set withdrawn_at = null, period_title = w.title, period_start = w.starts::date,
        period_end = w.ends::date, opens_at = w.opens_at::timestamptz, due_at = w.due_at::timestamptz
      from ${columnsOf(altered)} as w (task, unit, period, title, starts, ends, opens_at, due_at, id)
      where o.id = w.id::uuid`.execute(db)
  }
  if (withdraw.length > 0)
    await db
      .updateTable('obligation')
      .set({ withdrawn_at: context.now })
      .where('id', 'in', withdraw)
      .execute()
}

/** Thousands of rows as nine arrays: one statement, whatever the number. */
async function insertObligations(
  db: Connection,
  campaignId: string,
  rows: WantedObligation[],
): Promise<void> {
  const identified = rows.map((row) => ({ ...row, id: v7() }))
  await sql`
    insert into obligation (id, campaign_id, task_id, task_key, unit_id, period_key, period_title, period_start,
      period_end, opens_at, due_at, a0, a1, a2, a3, a4, a5, a6)
    select w.id::uuid, ${campaignId}, t.id, t.key, u.id, w.period, w.title, w.starts::date, w.ends::date,
      w.opens_at::timestamptz, w.due_at::timestamptz, u.a0, u.a1, u.a2, u.a3, u.a4, u.a5, u.a6
    from ${columnsOf(identified)} as w (task, unit, period, title, starts, ends, opens_at, due_at, id)
    join task t on t.campaign_id = ${campaignId} and t.key = w.task
    join org_unit u on u.code = w.unit`.execute(db)
}

function columnsOf<T extends WantedObligation & { id: string }>(rows: T[]) {
  const column = (value: (row: T) => string) => sql`${rows.map(value)}::text[]`
  return sql`unnest(${sql.join([
    column((row) => row.task),
    column((row) => row.unit),
    column((row) => row.key),
    column((row) => row.title),
    column((row) => row.start),
    column((row) => row.end),
    column((row) => row.opensAt.toISOString()),
    column((row) => row.dueAt.toISOString()),
    column((row) => row.id),
  ])})`
}
