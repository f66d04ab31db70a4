import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

/** One row per unit that owes or made a liaison report, in directory order, with the newest report's content. */
export function listDirectoryRows(
  db: Connection,
  campaignId: string,
  tasks: string[],
  scope: UnitScope,
  page: { after: (string | number)[] | null; limit: number },
) {
  const newest = db
    .selectFrom('obligation as o')
    .where('o.campaign_id', '=', campaignId)
    .where('o.task_key', 'in', tasks)
    .where('o.withdrawn_at', 'is', null)
    .where(withinScope(scope, 'o'))
    .distinctOn('o.unit_id')
    .select(['o.unit_id', 'o.standing', 'o.submission_id', 'o.submitted_at'])
    .orderBy('o.unit_id')
    .orderBy(sql`o.submitted_at desc nulls last`)
    .orderBy('o.id')
  let query = db
    .selectFrom(newest.as('n'))
    .innerJoin('org_unit as u', 'u.id', 'n.unit_id')
    .leftJoin('submission as s', 's.id', 'n.submission_id')
    .select([
      'n.standing',
      'n.submission_id',
      'n.submitted_at',
      's.content',
      'u.id',
      'u.number',
      'u.level',
      'u.position',
      'u.code',
      'u.name',
      'u.a0',
      'u.a1',
      'u.a2',
      'u.a3',
      'u.a4',
      'u.a5',
      'u.a6',
    ])
  if (page.after) {
    const [level, position, number] = page.after.map(Number)
    query = query.where(sql<boolean>`(u.level, u.position, u.number) > (${level}, ${position}, ${number})`)
  }
  return query.orderBy('u.level').orderBy('u.position').orderBy('u.number').limit(page.limit).execute()
}

/** All liaison reports of one unit, newest first. */
export function listLiaisonRevisions(db: Connection, campaignId: string, tasks: string[], unitId: string) {
  return db
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation_id')
    .innerJoin('user as p', 'p.id', 's.submitted_by')
    .where('s.campaign_id', '=', campaignId)
    .where('s.unit_id', '=', unitId)
    .where('o.task_key', 'in', tasks)
    .select(['s.id', 's.revision', 's.submitted_at', 's.content', 'p.name as submitted_by'])
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(200)
    .execute()
}
