import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

export interface RemarkFilter {
  scope: UnitScope
  rule: string | undefined
  settled: boolean
  subject: string | undefined
}

function selectRemarks(db: Connection, campaignId: string) {
  return db
    .selectFrom('remark as r')
    .innerJoin('org_unit as u', 'u.id', 'r.unit_id')
    .leftJoin('user as p', 'p.id', 'r.settled_by')
    .where('r.campaign_id', '=', campaignId)
}

function filterRemarks(db: Connection, campaignId: string, filter: RemarkFilter) {
  let query = selectRemarks(db, campaignId)
    .where(withinScope(filter.scope, 'u'))
    .where('r.settled_at', filter.settled ? 'is not' : 'is', null)
  if (filter.rule) query = query.where('r.rule_key', '=', filter.rule)
  if (filter.subject) query = query.where('r.subject_id', '=', filter.subject)
  return query
}

const columns = [
  'r.id',
  'r.rule_key',
  'r.kind',
  'r.subject',
  'r.subject_id',
  'r.file_id',
  'r.other',
  'r.other_id',
  'r.other_file_id',
  'r.detail',
  'r.found_at',
  'r.settled_at',
  'p.name as settled_by',
  'r.note',
] as const

/** Newest first. */
export function listRemarkRows(
  db: Connection,
  campaignId: string,
  filter: RemarkFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  let query = filterRemarks(db, campaignId, filter)
  if (page.after)
    query = query.where(
      sql<boolean>`(r.found_at, r.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`,
    )
  return query
    .select(columns)
    .orderBy('r.found_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function countOpen(db: Connection, campaignId: string, scope: UnitScope): Promise<number> {
  const { open } = await filterRemarks(db, campaignId, {
    scope,
    rule: undefined,
    settled: false,
    subject: undefined,
  })
    .select(sql<number>`count(*)`.as('open'))
    .executeTakeFirstOrThrow()
  return open
}

export function findRemark(db: Connection, campaignId: string, id: string) {
  return selectRemarks(db, campaignId)
    .where('r.id', '=', id)
    .select(columns)
    .select('r.unit_id')
    .executeTakeFirst()
}
