import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { DB } from '../../../platform/server/database.generated.ts'
import type { Connection } from '../../../platform/server/database.ts'

/** The record's row, locked for a change in this transaction. */
export function lockClipping(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('clipping')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

function selectClippings(db: Connection, campaignId: string) {
  return db
    .selectFrom('clipping as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .selectAll('c')
    .select(['u.code as unit_code', 'u.name as unit_name'])
}

export function findClipping(db: Connection, campaignId: string, id: string) {
  return selectClippings(db, campaignId)
    .where('c.id', '=', id)
    .innerJoin('user as p', 'p.id', 'c.created_by')
    .select('p.name as creator')
    .executeTakeFirst()
}
export type ClippingRow = NonNullable<Awaited<ReturnType<typeof findClipping>>>

export function listClippingFiles(db: Connection, id: string) {
  return db
    .selectFrom('clipping_file as r')
    .innerJoin('file as f', 'f.id', 'r.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('r.clipping_id', '=', id)
    .select(['f.id', 'f.name', 'b.kind', 'b.size', 'b.has_thumbnail', 'r.caption'])
    .orderBy('r.position')
    .execute()
}

/** Other records of the unit that may be of the same report: the same address, or the same title there that day. */
export function listAlike(db: Connection, row: ClippingRow) {
  return db
    .selectFrom('clipping')
    .where('campaign_id', '=', row.campaign_id)
    .where('unit_id', '=', row.unit_id)
    .where('id', '!=', row.id)
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.or([
        ...(row.link_key === null ? [] : [eb('link_key', '=', row.link_key)]),
        eb.and([eb('outlet', '=', row.outlet), eb('title', '=', row.title), eb('day', '=', row.day)]),
      ]),
    )
    .select(['id', 'title', 'outlet', 'day', 'link_key'])
    .orderBy('created_at')
    .limit(5)
    .execute()
}

export interface ClippingFilter {
  scope: UnitScope
  own: boolean
  level: string | undefined
  medium: string | undefined
  topic: string | undefined
  /** `YYYY-MM` */
  month: string | undefined
  q: string | undefined
  deleted: boolean
}

type Aliased = DB & { c: DB['clipping']; u: DB['org_unit'] }

function matches(filter: ClippingFilter) {
  return (eb: ExpressionBuilder<Aliased, 'c' | 'u'>) => {
    const wanted = [
      eb('c.deleted_at', filter.deleted ? 'is not' : 'is', null),
      filter.own
        ? sql<SqlBool>`c.unit_id = any(${filter.scope.units.map((unit) => unit.id)}::uuid[])`
        : withinScope(filter.scope, 'u'),
    ]
    if (filter.level) wanted.push(eb('c.level', '=', filter.level))
    if (filter.medium) wanted.push(eb('c.medium', '=', filter.medium))
    if (filter.topic) wanted.push(eb('c.topic', '=', filter.topic))
    if (filter.month) wanted.push(inMonth('c.day', filter.month))
    if (filter.q) {
      const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
      wanted.push(eb.or([eb('c.title', 'like', like), eb('c.outlet', 'like', like)]))
    }
    return eb.and(wanted)
  }
}

function inMonth(column: string, month: string) {
  const first = `${month}-01`
  return sql<SqlBool>`(${sql.ref(column)} >= ${first}::date and ${sql.ref(column)} < ${first}::date + interval '1 month')`
}

export function listClippingRows(
  db: Connection,
  campaignId: string,
  filter: ClippingFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  let query = selectClippings(db, campaignId).where(matches(filter))
  if (page.after)
    query = query.where(sql<SqlBool>`(c.day, c.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`)
  return query
    .select(sql<number>`(select count(*) from clipping_file f where f.clipping_id = c.id)`.as('files'))
    .select(
      sql<string | null>`(select f.file_id from clipping_file f join file x on x.id = f.file_id
        join blob b on b.sha256 = x.sha256 where f.clipping_id = c.id and b.has_thumbnail
        order by f.position limit 1)`.as('picture'),
    )
    .orderBy('c.day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function countClippings(
  db: Connection,
  campaignId: string,
  filter: ClippingFilter,
): Promise<number> {
  const { total } = await db
    .selectFrom('clipping as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .where(matches(filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
