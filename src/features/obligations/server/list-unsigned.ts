import { sql } from 'kysely'
import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { selectObligations } from './queries.ts'

/** Reports in force of these units themselves that no leader has signed, the newest first. */
export function listUnsignedRows(
  db: Connection,
  campaignId: string,
  filter: { scope: UnitScope; after: (string | number)[] | null; limit: number },
) {
  let query = selectObligations(db)
    .where('o.campaign_id', '=', campaignId)
    .where('o.standing', 'in', ['submitted', 'checked', 'accepted'])
    .where(
      'o.unit_id',
      'in',
      filter.scope.units.map((unit) => unit.id),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('review as r')
            .whereRef('r.submission_id', '=', 'o.submission_id')
            .where('r.kind', '=', 'signed-off')
            .select('r.id'),
        ),
      ),
    )
  if (filter.after) {
    query = query.where(
      sql<boolean>`(o.submitted_at, o.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`,
    )
  }
  return query.orderBy('o.submitted_at', 'desc').orderBy('o.id', 'desc').limit(filter.limit).execute()
}
