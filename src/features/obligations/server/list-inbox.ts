import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { selectObligations } from './queries.ts'

export interface InboxFilter {
  scope: UnitScope
  task: string | undefined
  after: (string | number)[] | null
  limit: number
}

/** Reports that wait for a decision, first come first. */
export function listInboxRows(db: Connection, campaignId: string, filter: InboxFilter) {
  let query = selectObligations(db)
    .where('o.campaign_id', '=', campaignId)
    .where('o.standing', 'in', ['submitted', 'checked'])
    .where(withinScope(filter.scope, 'o'))
  if (filter.task) query = query.where('o.task_key', '=', filter.task)
  if (filter.after) {
    query = query.where(
      sql<boolean>`(o.submitted_at, o.id) > (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`,
    )
  }
  return query.orderBy('o.submitted_at').orderBy('o.id').limit(filter.limit).execute()
}

export async function countInbox(db: Connection, campaignId: string, filter: InboxFilter): Promise<number> {
  let query = db
    .selectFrom('obligation as o')
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .where('o.standing', 'in', ['submitted', 'checked'])
    .where(withinScope(filter.scope, 'o'))
  if (filter.task) query = query.where('o.task_key', '=', filter.task)
  const row = await query.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return row.count
}
