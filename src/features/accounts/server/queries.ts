import { sql } from 'kysely'
import { type UnitScope, unitColumns, withinScope } from '../../../platform/server/access.ts'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'

export interface UserFilter {
  scope: UnitScope
  q: string | undefined
  after: string | undefined
  limit: number
  id?: string
}

/** Accounts that hold a role somewhere in the scope, by username. */
export function listUserRows(db: Connection, filter: UserFilter) {
  let query = db
    .selectFrom('user as p')
    .leftJoin('sign_in_failure as f', (join) =>
      join.onRef('f.username', '=', 'p.username').on('f.locked_until', '>', sql<Date>`now()`),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant as g')
          .innerJoin('org_unit as u', 'u.id', 'g.unit_id')
          .whereRef('g.user_id', '=', 'p.id')
          .where(withinScope(filter.scope, 'u'))
          .select('g.role'),
      ),
    )
  if (filter.id) query = query.where('p.id', '=', filter.id)
  if (filter.q) {
    const like = containsText(filter.q)
    query = query.where((eb) =>
      eb.or([eb('p.username', 'like', like.toLowerCase()), eb('p.name', 'like', like)]),
    )
  }
  if (filter.after) query = query.where('p.username', '>', filter.after)
  return query
    .select(['p.id', 'p.username', 'p.name', 'p.disabledAt', 'p.lastSignInAt', 'f.locked_until'])
    .orderBy('p.username')
    .limit(filter.limit)
    .execute()
}

export function listGrantRows(db: Connection, userIds: string[]) {
  return db
    .selectFrom('role_grant as g')
    .innerJoin('org_unit as u', 'u.id', 'g.unit_id')
    .where('g.user_id', 'in', userIds)
    .select(['g.user_id', 'g.role', 'u.name', 'u.code'])
    .select(unitColumns.map((name) => `u.${name}` as const))
    .orderBy('u.level')
    .orderBy('u.position')
    .execute()
}

export function findUnitsByCode(db: Connection, codes: string[]) {
  return db
    .selectFrom('org_unit')
    .where('code', 'in', codes)
    .select(['code', 'name', ...unitColumns])
    .execute()
}
