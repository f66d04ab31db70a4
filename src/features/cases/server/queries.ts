import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { DB } from '../../../platform/server/database.generated.ts'
import type { Connection } from '../../../platform/server/database.ts'

/** The record's row, locked for a change in this transaction. */
export function lockCase(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('typical_case')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

/** One of the unit's clippings, held so that it does not change before the case that points to it is written. */
export function holdClipping(db: Connection, campaignId: string, unitId: string, id: string) {
  return db
    .selectFrom('clipping')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .where('unit_id', '=', unitId)
    .where('deleted_at', 'is', null)
    .select(['id', 'outlet', 'day'])
    .forShare()
    .executeTakeFirst()
}

function selectCases(db: Connection, campaignId: string) {
  return db
    .selectFrom('typical_case as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .selectAll('c')
    .select(['u.code as unit_code', 'u.name as unit_name'])
}

export function findCase(db: Connection, campaignId: string, id: string) {
  return selectCases(db, campaignId)
    .where('c.id', '=', id)
    .innerJoin('user as p', 'p.id', 'c.created_by')
    .leftJoin('clipping as l', 'l.id', 'c.clipping_id')
    .select(['p.name as creator', 'l.title as clipping_title'])
    .executeTakeFirst()
}

export function listCaseFiles(db: Connection, id: string) {
  return db
    .selectFrom('case_file as r')
    .innerJoin('file as f', 'f.id', 'r.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('r.case_id', '=', id)
    .select(['f.id', 'f.name', 'b.kind', 'b.size', 'b.has_thumbnail', 'r.caption'])
    .orderBy('r.position')
    .execute()
}

export interface CaseFilter {
  scope: UnitScope
  own: boolean
  flag: string | undefined
  /** `YYYY-MM` */
  month: string | undefined
  exposed: boolean | undefined
  q: string | undefined
  deleted: boolean
}

type Aliased = DB & { c: DB['typical_case']; u: DB['org_unit'] }

function matches(filter: CaseFilter) {
  return (eb: ExpressionBuilder<Aliased, 'c' | 'u'>) => {
    const wanted = [
      eb('c.deleted_at', filter.deleted ? 'is not' : 'is', null),
      filter.own
        ? sql<SqlBool>`c.unit_id = any(${filter.scope.units.map((unit) => unit.id)}::uuid[])`
        : withinScope(filter.scope, 'u'),
    ]
    if (filter.flag) wanted.push(sql<SqlBool>`c.flags @> array[${filter.flag}]`)
    if (filter.exposed !== undefined) wanted.push(eb('c.exposed_on', filter.exposed ? 'is not' : 'is', null))
    if (filter.month) {
      const first = `${filter.month}-01`
      wanted.push(sql<SqlBool>`(c.day >= ${first}::date and c.day < ${first}::date + interval '1 month')`)
    }
    if (filter.q) {
      const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
      wanted.push(
        eb.or([eb('c.title', 'like', like), eb('c.facts', 'like', like), eb('c.outlet', 'like', like)]),
      )
    }
    return eb.and(wanted)
  }
}

export function listCaseRows(
  db: Connection,
  campaignId: string,
  filter: CaseFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  let query = selectCases(db, campaignId).where(matches(filter))
  if (page.after)
    query = query.where(sql<SqlBool>`(c.day, c.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`)
  return query
    .select(sql<number>`(select count(*) from case_file f where f.case_id = c.id)`.as('files'))
    .orderBy('c.day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function countCases(db: Connection, campaignId: string, filter: CaseFilter): Promise<number> {
  const { total } = await db
    .selectFrom('typical_case as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .where(matches(filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
