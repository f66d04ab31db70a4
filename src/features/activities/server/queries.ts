import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { waitForTwin } from '../../ledger/server/meet-stored.ts'

/** The record's row, locked for a change in this transaction. */
export function lockActivity(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('activity')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

/** Many at once, in the order of their ids. */
export async function lockActivities(db: Connection, campaignId: string, ids: string[]) {
  // Locks of many would be too many.
  if (ids.length === 1) await waitForTwin(db, ids[0]!)
  return db
    .selectFrom('activity')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .orderBy('id')
    .forUpdate()
    .execute()
}

export function selectActivities(db: Connection, campaignId: string) {
  return db
    .selectFrom('activity as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .where('a.campaign_id', '=', campaignId)
    .selectAll('a')
    .select(['u.code as unit_code', 'u.name as unit_name'])
    .select(
      sql<{ id: string; code: string; name: string }[]>`(
        select coalesce(json_agg(json_build_object('id', pu.id, 'code', pu.code, 'name', pu.name) order by p.position), '[]')
        from activity_partner p join org_unit pu on pu.id = p.unit_id where p.activity_id = a.id)`.as(
        'partners',
      ),
    )
}
export type ActivityRow = Awaited<ReturnType<ReturnType<typeof selectActivities>['executeTakeFirstOrThrow']>>

export function findActivity(db: Connection, campaignId: string, id: string) {
  return selectActivities(db, campaignId)
    .where('a.id', '=', id)
    .innerJoin('user as c', 'c.id', 'a.created_by')
    .select('c.name as creator')
    .executeTakeFirst()
}

/** Files of one record in its order, with what is known of their content. */
export function listActivityFiles(db: Connection, activityIds: string[]) {
  if (activityIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('activity_file as r')
    .innerJoin('file as f', 'f.id', 'r.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where(sql<boolean>`r.activity_id = any(${activityIds}::uuid[])`)
    .select([
      'r.activity_id',
      'f.id',
      'f.name',
      'f.unit_id',
      'b.kind',
      'b.size',
      'b.has_thumbnail',
      'r.caption',
    ])
    .orderBy('r.activity_id')
    .orderBy('r.position')
    .execute()
}

export interface ActivityFilter {
  scope: UnitScope
  own: boolean
  types: string[] | null
  dimension: string | undefined
  from: string | undefined
  to: string | undefined
  key: boolean | null
  q: string | undefined
  deleted: boolean
}

/** A joint activity is listed for each unit that took part, once. */
export function selectFiltered(db: Connection, campaignId: string, filter: ActivityFilter) {
  const ids = filter.scope.units.map((unit) => unit.id)
  let query = selectActivities(db, campaignId)
    .where('a.deleted_at', filter.deleted ? 'is not' : 'is', null)
    .where((eb) =>
      eb.or([
        filter.own ? sql<boolean>`a.unit_id = any(${ids}::uuid[])` : withinScope(filter.scope, 'u'),
        sql<boolean>`exists (select 1 from activity_partner p join org_unit pu on pu.id = p.unit_id
          where p.activity_id = a.id and ${
            filter.own ? sql<boolean>`p.unit_id = any(${ids}::uuid[])` : withinScope(filter.scope, 'pu')
          })`,
      ]),
    )
  if (filter.types) query = query.where('a.type', 'in', filter.types)
  if (filter.dimension) query = query.where(sql<boolean>`a.dimensions @> array[${filter.dimension}]`)
  if (filter.from) query = query.where('a.day', '>=', filter.from)
  if (filter.to) query = query.where('a.day', '<=', filter.to)
  if (filter.key !== null) query = query.where('a.is_key', '=', filter.key)
  if (filter.q) {
    const like = containsText(filter.q)
    query = query.where((eb) =>
      eb.or([eb('a.title', 'like', like), eb('a.place', 'like', like), eb('a.narrative', 'like', like)]),
    )
  }
  return query
}

export function listActivityRows(
  db: Connection,
  campaignId: string,
  filter: ActivityFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  let query = selectFiltered(db, campaignId, filter)
  if (page.after)
    query = query.where(sql<boolean>`(a.day, a.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`)
  return query
    .select(sql<number>`(select count(*) from activity_file f where f.activity_id = a.id)`.as('files'))
    .select(
      sql<string | null>`(select f.file_id from activity_file f join file x on x.id = f.file_id
        join blob b on b.sha256 = x.sha256 where f.activity_id = a.id and b.has_thumbnail
        order by f.position limit 1)`.as('picture'),
    )
    .orderBy('a.day', 'desc')
    .orderBy('a.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function sumActivityRows(db: Connection, campaignId: string, filter: ActivityFilter) {
  const filtered = selectFiltered(db, campaignId, filter).as('f')
  return db
    .selectFrom(filtered)
    .select([
      sql<number>`count(*)`.as('records'),
      sql<number>`count(*) filter (where f.is_key)`.as('key'),
      sql<number | null>`sum(f.sessions)::bigint`.as('sessions'),
      sql<number | null>`sum(f.participants)::bigint`.as('participants'),
      sql<number | null>`sum(f.reach)::bigint`.as('reach'),
    ])
    .executeTakeFirstOrThrow()
}

/** The ids of a view, oldest first, sixteen bytes each, one after the other. */
export async function packFilteredIds(
  db: Connection,
  campaignId: string,
  filter: ActivityFilter,
): Promise<Buffer> {
  const row = await db
    .selectFrom(selectFiltered(db, campaignId, filter).as('f'))
    .select(sql<Buffer | null>`string_agg(uuid_send(f.id), ''::bytea order by f.day, f.id)`.as('ids'))
    .executeTakeFirstOrThrow()
  return row.ids ?? Buffer.alloc(0)
}

/** A unit's own last records, newest first, for beginning another. */
export function listRecent(db: Connection, campaignId: string, unitId: string, limit: number) {
  return selectActivities(db, campaignId)
    .where('a.unit_id', '=', unitId)
    .where('a.deleted_at', 'is', null)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
}

export function listTemplates(db: Connection, campaignId: string, unitId: string) {
  return db
    .selectFrom('activity_template')
    .where('campaign_id', '=', campaignId)
    .where('unit_id', '=', unitId)
    .select(['id', 'name', 'content'])
    .orderBy('name')
    .limit(100)
    .execute()
}

export function findUnitsByCodes(db: Connection, codes: string[]) {
  if (codes.length === 0) return Promise.resolve([])
  return db.selectFrom('org_unit').where('code', 'in', codes).select(['id', 'code', 'name']).execute()
}
