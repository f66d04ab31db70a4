import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { roleMay, roles } from '../../../platform/shared/permissions.ts'
import { selectObligations } from './queries.ts'

export interface InboxFilter {
  scope: UnitScope
  task: string | undefined
  /** Codes of the units looked for; null is all. */
  units: string[] | null
  /** Tasks that a county checks before the city decides. */
  twoLevelTasks: string[]
  rootUnitId: string
  /** The caller reviews at the campaign's root: the last word on two-level tasks. */
  decides: boolean
  after: (string | number)[] | null
  limit: number
}

/** Reports that wait for a decision of this caller, first come first. */
export function listInboxRows(db: Connection, campaignId: string, filter: InboxFilter) {
  let query = selectObligations(db).where('o.campaign_id', '=', campaignId).where(waitsFor(filter))
  if (filter.after) {
    query = query.where(
      sql<boolean>`(o.submitted_at, o.id) > (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`,
    )
  }
  return query.orderBy('o.submitted_at').orderBy('o.id').limit(filter.limit).execute()
}

export async function countInbox(db: Connection, campaignId: string, filter: InboxFilter): Promise<number> {
  const row = await db
    .selectFrom('obligation as o')
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .where(waitsFor(filter))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function waitsFor(filter: InboxFilter) {
  const parts = [withinScope(filter.scope, 'o'), sql<boolean>`${waitsAtThisLevel(filter)}`]
  if (filter.task) parts.push(sql<boolean>`o.task_key = ${filter.task}`)
  if (filter.units) {
    parts.push(
      sql<boolean>`o.unit_id in (select id from org_unit where code = any(${sql.val(filter.units)}::text[]))`,
    )
  }
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/**
 * With two levels a county sees what it has not checked yet, and the city what was checked; what has no
 * reviewer between its unit and the city comes to the city at once.
 */
function waitsAtThisLevel({ twoLevelTasks, decides, rootUnitId }: InboxFilter) {
  const any = sql`o.standing in ('submitted', 'checked')`
  if (twoLevelTasks.length === 0) return any
  const twoLevel = sql`o.task_key = any(${sql.val(twoLevelTasks)}::text[])`
  if (!decides) return sql`(o.standing = 'submitted' or (o.standing = 'checked' and not ${twoLevel}))`
  return sql`(o.standing = 'checked' or (o.standing = 'submitted' and not (${twoLevel} and ${hasChecker(rootUnitId)})))`
}

function hasChecker(rootUnitId: string) {
  const reviewing = roles.filter((role) => roleMay(role, 'report.review'))
  return sql`exists (
    select 1 from role_grant g
    join org_unit c on c.id = g.unit_id
    join "user" p on p.id = g.user_id and p."disabledAt" is null
    where g.role = any(${sql.val(reviewing)}::text[])
      and c.level > (select level from org_unit where id = ${rootUnitId})
      and c.id <> o.unit_id
      and c.number in (o.a0, o.a1, o.a2, o.a3, o.a4, o.a5, o.a6))`
}
