import type { Connection } from '../../../platform/server/database.ts'
import { selectObligations } from './queries.ts'

export function lockObligationOfSubmission(db: Connection, campaignId: string, submissionId: string) {
  return selectObligations(db)
    .innerJoin('submission as s', 's.obligation_id', 'o.id')
    .where('s.id', '=', submissionId)
    .where('o.campaign_id', '=', campaignId)
    .forUpdate('o')
    .executeTakeFirst()
}
