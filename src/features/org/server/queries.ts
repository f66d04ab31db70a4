import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

function selectUnits(db: Connection) {
  return db
    .selectFrom('org_unit as u')
    .leftJoin('org_unit as p', 'p.id', 'u.parent_id')
    .select([
      'u.number',
      'u.code',
      'u.name',
      'u.short_name',
      'u.level',
      'u.position',
      'u.tags',
      'u.aliases',
      'u.former_names',
      'u.valid_from',
      'u.valid_to',
      'p.code as parent_code',
      sql<number>`(select count(*) from org_unit c where c.parent_id = u.id)`.as('children'),
    ])
}
export type UnitRow = Awaited<ReturnType<typeof listUnitRows>>[number]

/** Directory order: by level, then as the campaign folder lists them. */
export function listUnitRows(
  db: Connection,
  filter: { scope: UnitScope; tag: string | undefined; after: (string | number)[] | null; limit: number },
) {
  let query = selectUnits(db).where(withinScope(filter.scope, 'u'))
  if (filter.tag) query = query.where(sql<boolean>`u.tags @> array[${filter.tag}]`)
  if (filter.after) {
    query = query.where(
      sql<boolean>`(u.level, u.position, u.number) > (${filter.after[0]}::int, ${filter.after[1]}::int, ${filter.after[2]}::int)`,
    )
  }
  return query.orderBy('u.level').orderBy('u.position').orderBy('u.number').limit(filter.limit).execute()
}

export function findUnit(db: Connection, code: string) {
  return selectUnits(db).where('u.code', '=', code).executeTakeFirst()
}

export function listNames(db: Connection, scope: UnitScope) {
  return db
    .selectFrom('org_unit as u')
    .where(withinScope(scope, 'u'))
    .select(['u.code', 'u.name', 'u.short_name', 'u.aliases', 'u.former_names'])
    .execute()
}
