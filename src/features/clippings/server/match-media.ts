import { type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'

export interface MediaFilter {
  scope: UnitScope
  own: boolean
  /** `YYYY-MM` */
  month: string | undefined
  q: string | undefined
  deleted: boolean
}

/** What both lists are filtered by, from the query as its contract parsed it. */
export function toMediaFilter(
  query: { [name in 'own' | 'month' | 'q' | 'deleted']?: string | undefined },
  scope: UnitScope,
): MediaFilter {
  return {
    scope,
    own: query.own === 'true',
    month: query.month,
    q: query.q || undefined,
    deleted: query.deleted === 'true',
  }
}

/** That a clipping or a case, `c`, of a unit, `u`, is asked for; which of its words `q` is looked for in is its own. */
export function matchMedia({ scope, own, month, deleted }: MediaFilter) {
  const wanted = [
    deleted ? sql<SqlBool>`c.deleted_at is not null` : sql<SqlBool>`c.deleted_at is null`,
    own
      ? sql<SqlBool>`c.unit_id = any(${scope.units.map((unit) => unit.id)}::uuid[])`
      : withinScope(scope, 'u'),
  ]
  if (month) {
    const first = `${month}-01`
    wanted.push(sql<SqlBool>`(c.day >= ${first}::date and c.day < ${first}::date + interval '1 month')`)
  }
  return sql<SqlBool>`(${sql.join(wanted, sql` and `)})`
}

/** That `c` comes after the last one of the page before, the last day first; `after` is a cursor's day and id. */
export function followsMedia(after: (string | number)[] | null) {
  return after ? sql<SqlBool>`(c.day, c.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql<SqlBool>`true`
}
