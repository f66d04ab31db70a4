import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { questionClosed } from '../contract.ts'
import { type Sight, lockQuestion } from './queries.ts'

/** Ends a question without an answer, for a reason that its asker reads; `reason` null takes it up again. */
export async function closeQuestion(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  sight: Sight,
  { id, reason }: { id: string; reason: string | null },
): Promise<void> {
  const row = await lockQuestion(db, campaignId, id, sight)
  if (!row) throw new ProblemError(notFound)
  if (row.state === 'answered') throw new ProblemError(questionClosed, { detail: '这个问题已经答复。' })
  if (row.closed_reason === reason) return
  await db
    .updateTable('consultation_question')
    .set({ state: reason === null ? 'open' : 'closed', closed_reason: reason })
    .where('id', '=', id)
    .execute()
  await writeAudit(db, context, 'question-closed', {
    unitId: row.unit_id,
    subjectId: id,
    before: { reason: row.closed_reason },
    after: { reason },
  })
}
