import type { Connection } from '../../../platform/server/database.ts'

export function findObligationForDraft(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .leftJoin('submission as s', 's.id', 'o.submission_id')
    .where('o.id', '=', id)
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .select([
      'o.id',
      'o.task_key',
      'o.period_start',
      'o.period_end',
      'o.standing',
      'o.unit_id',
      'u.name as unit_name',
      'u.number as unit_number',
      's.content',
    ])
    .executeTakeFirst()
}
