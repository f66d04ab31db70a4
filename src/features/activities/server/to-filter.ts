import type { z } from 'zod'
import type { UnitScope } from '../../../platform/server/access.ts'
import type { activityFilter } from '../contract.ts'
import type { ActivityFilter } from './queries.ts'

/** The ledger's filter as the query of a route says it. */
export function toFilter(query: z.output<typeof activityFilter>, scope: UnitScope): ActivityFilter {
  return {
    scope,
    own: query.own === 'true',
    types: query.type?.split(',').filter(Boolean) ?? null,
    dimension: query.dimension,
    from: query.from,
    to: query.to,
    key: query.key === undefined ? null : query.key === 'true',
    q: query.q || undefined,
    deleted: query.deleted === 'true',
  }
}
