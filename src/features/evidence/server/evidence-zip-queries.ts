import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

export interface EvidenceFilter {
  scope: UnitScope
  task: string | undefined
  period: string | undefined
  /** Instants: reported at or after, reported before. */
  from: Date | null
  before: Date | null
}

/** Attached files of the revisions in force, unit by unit in directory order, then by period. */
export function listEvidence(db: Connection, campaignId: string, filter: EvidenceFilter) {
  let query = db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .innerJoin('submission as s', 's.id', 'o.submission_id')
    .innerJoin('attachment as a', 'a.submission_id', 's.id')
    .innerJoin('file as f', 'f.id', 'a.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .where(withinScope(filter.scope, 'o'))
  if (filter.task) query = query.where('o.task_key', '=', filter.task)
  if (filter.period) query = query.where('o.period_key', '=', filter.period)
  if (filter.from) query = query.where('s.submitted_at', '>=', filter.from)
  if (filter.before) query = query.where('s.submitted_at', '<', filter.before)
  return query
    .select([
      'o.unit_id',
      'u.name as unit_name',
      'o.task_key',
      'o.period_title',
      's.submitted_at',
      's.receipt',
      'a.field',
      'f.name',
      'f.uploaded_at',
      'f.sha256',
      'b.size',
      'b.kind',
      'b.media_type',
      'b.has_clean_copy',
      'b.has_thumbnail',
      'b.latitude',
    ])
    .orderBy('u.level')
    .orderBy('u.position')
    .orderBy('u.number')
    .orderBy('o.period_end')
    .orderBy('o.due_at')
    .orderBy('o.id')
    .orderBy('a.position')
    .orderBy(sql`a.file_id`)
    .execute()
}
export type EvidenceRow = Awaited<ReturnType<typeof listEvidence>>[number]
