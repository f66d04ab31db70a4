import { covers } from '../../../platform/server/access.ts'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { noSuchExpert } from '../contract.ts'
import { pickConsultation } from './find-consultation.ts'
import { listExpertRows } from './list-experts.ts'
import { type Sight, findQuestion, lockQuestion } from './queries.ts'
import { refuseUnknownField } from './refuse-unknown-field.ts'

/** Puts a question into a field and on an expert's desk; the expert's role has to cover the asker's unit. */
export async function assignQuestion(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  sight: Sight,
  { id, field, expert }: { id: string; field: string; expert: string | null },
): Promise<void> {
  const locked = await lockQuestion(db, campaign.id, id, sight)
  const row = locked && (await findQuestion(db, campaign.id, id, sight))
  if (!row) throw new ProblemError(notFound)
  refuseUnknownField(pickConsultation(campaign, row.consultation), field)
  if (expert !== null) {
    const experts = await listExpertRows(db)
    const unit = { ...row, id: row.unit_id }
    if (!experts.some((one) => one.id === expert && covers({ ...one, id: one.unit_id }, unit)))
      throw new ProblemError(noSuchExpert)
  }
  await db
    .updateTable('consultation_question')
    .set({
      field,
      expert_id: expert,
      assigned_at: expert ? context.now : null,
      assigned_by: expert ? context.caller!.id : null,
    })
    .where('id', '=', id)
    .execute()
  await writeAudit(db, context, 'question-assigned', {
    unitId: row.unit_id,
    subjectId: id,
    before: { field: row.field, expert: row.expert_id },
    after: { field, expert },
  })
}
