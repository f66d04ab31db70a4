import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'

/** Everything a view of an obligation needs, unit included, in one query. */
export function selectObligations(db: Connection) {
  return db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .where('o.withdrawn_at', 'is', null)
    .select([
      'o.id',
      'o.campaign_id',
      'o.task_key',
      'o.period_key',
      'o.period_title',
      'o.period_start',
      'o.period_end',
      'o.opens_at',
      'o.due_at',
      'o.extended_due_at',
      'o.exempted_at',
      'o.standing',
      'o.submission_id',
      'o.revision',
      'o.submitted_at',
      'o.on_time',
      'o.zero_report',
      'u.id as unit_id',
      'u.code as unit_code',
      'u.name as unit_name',
    ])
}

export type ObligationRow = Awaited<
  ReturnType<ReturnType<typeof selectObligations>['executeTakeFirstOrThrow']>
>

export function findObligation(db: Connection, campaignId: string, id: string) {
  return selectObligations(db)
    .where('o.campaign_id', '=', campaignId)
    .where('o.id', '=', id)
    .executeTakeFirst()
}

export function lockObligation(db: Connection, campaignId: string, id: string) {
  return selectObligations(db)
    .where('o.campaign_id', '=', campaignId)
    .where('o.id', '=', id)
    .forUpdate('o')
    .executeTakeFirst()
}

export interface ObligationFilter {
  scope: UnitScope
  ownUnit: boolean
  tasks: string[] | null
  after: (string | number)[] | null
  limit: number
}

export function listObligationRows(db: Connection, campaignId: string, filter: ObligationFilter) {
  let query = selectObligations(db).where('o.campaign_id', '=', campaignId)
  query = filter.ownUnit
    ? query.where(
        'o.unit_id',
        'in',
        filter.scope.units.map((unit) => unit.id),
      )
    : query.where(withinScope(filter.scope, 'o'))
  if (filter.tasks) query = query.where('o.task_key', 'in', filter.tasks)
  if (filter.after) {
    query = query.where(
      sql<boolean>`(o.due_at, o.id) > (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`,
    )
  }
  return query.orderBy('o.due_at').orderBy('o.id').limit(filter.limit).execute()
}

export function listChanges(db: Connection, obligationId: string) {
  return db
    .selectFrom('deadline_change as c')
    .innerJoin('user as p', 'p.id', 'c.made_by')
    .where('c.obligation_id', '=', obligationId)
    .select(['c.kind', 'c.new_due_at', 'c.reason', 'c.made_at', 'p.name as made_by'])
    .orderBy('c.made_at')
    .execute()
}

/** Revisions with their last decision, newest first. */
export function listRevisions(db: Connection, obligationId: string) {
  return db
    .selectFrom('submission as s')
    .where('s.obligation_id', '=', obligationId)
    .select((eb) => [
      's.id',
      's.revision',
      's.submitted_at',
      's.on_time',
      eb
        .selectFrom('review as r')
        .whereRef('r.submission_id', '=', 's.id')
        .where('r.kind', '!=', 'signed-off')
        .select('r.kind')
        .orderBy('r.made_at', 'desc')
        .orderBy('r.id', 'desc')
        .limit(1)
        .as('decision'),
    ])
    .orderBy('s.revision', 'desc')
    .execute()
}

/**
 * Expected = not exempted and due by now or reported already; actual = reported and not returned.
 * One row per unit below the scope.
 */
export function countProgress(
  db: Connection,
  campaignId: string,
  scope: UnitScope,
  filter: { tasks: string[] | null; period: string | null; now: Date },
) {
  let query = db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .where(withinScope(scope, 'o'))
  if (filter.tasks) query = query.where('o.task_key', 'in', filter.tasks)
  query = filter.period
    ? query.where('o.period_key', '=', filter.period)
    : query.where((eb) =>
        eb.or([
          eb(sql<Date>`coalesce(o.extended_due_at, o.due_at)`, '<=', filter.now),
          eb('o.standing', '!=', 'none'),
        ]),
      )
  const reported = sql`o.exempted_at is null and o.standing in ('submitted', 'checked', 'accepted')`
  return query
    .select([
      'u.code',
      'u.name',
      sql<number>`count(*) filter (where o.exempted_at is null)`.as('expected'),
      sql<number>`count(*) filter (where ${reported})`.as('actual'),
      sql<number>`count(*) filter (where ${reported} and o.on_time)`.as('on_time'),
      sql<number>`count(*) filter (where o.exempted_at is not null)`.as('exempted'),
    ])
    .groupBy(['u.code', 'u.name', 'u.position', 'u.number'])
    .orderBy('u.position')
    .orderBy('u.number')
    .execute()
}

/**
 * The obligations in a scope gathered by all that their state depends on: a few hundred rows for any number of units,
 * whose own numbers (the deepest ancestor is the unit itself) PostgreSQL packs, four bytes each.
 */
export function gatherMatrix(db: Connection, campaignId: string, scope: UnitScope) {
  return db
    .selectFrom('obligation as o')
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .where(withinScope(scope, 'o'))
    .select([
      'o.task_key',
      'o.period_key',
      'o.opens_at',
      'o.due_at',
      'o.extended_due_at',
      'o.standing',
      'o.on_time',
      sql<boolean>`o.exempted_at is not null`.as('exempted'),
      sql<string>`max(o.period_title)`.as('period_title'),
      sql<Buffer>`string_agg(int4send(coalesce(o.a6, o.a5, o.a4, o.a3, o.a2, o.a1, o.a0)), '')`.as('units'),
    ])
    .groupBy([
      'o.task_key',
      'o.period_key',
      'o.opens_at',
      'o.due_at',
      'o.extended_due_at',
      'o.standing',
      'o.on_time',
      sql`o.exempted_at is not null`,
    ])
    .execute()
}

export function listMatrixUnits(db: Connection, scope: UnitScope) {
  return db
    .selectFrom('org_unit as u')
    .where(withinScope(scope, 'u'))
    .select(['u.number', 'u.code', 'u.name', 'u.short_name', 'u.tags', 'u.aliases', 'u.former_names'])
    .orderBy('u.level')
    .orderBy('u.position')
    .orderBy('u.number')
    .execute()
}
