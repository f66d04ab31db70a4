import { v7 } from 'uuid'
import { unitsGranting } from '../../../platform/server/access.ts'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { extendDue } from '../../obligations/server/change-deadline.ts'
import { lockObligationOfSubmission } from '../../obligations/server/lock-obligation.ts'
import { staleReview } from '../contract.ts'

interface CampaignInForce {
  id: string
  definition: CampaignDefinition
  rootUnit: { id: string }
}

/**
 * Accepts the revision in force. With two-level review a reviewer below the campaign's root only checks;
 * one at the root decides. Returns the obligation's id.
 */
export async function acceptRevision(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  submissionId: string,
  remark: string | undefined,
): Promise<string> {
  const obligation = await lockUndecided(db, campaign.id, submissionId, ['submitted', 'checked'])
  const twoLevel = findTask(campaign.definition, obligation.task_key).review === 'two-level'
  const decides = unitsGranting(context.caller!, 'report.review').some(
    (unit) => unit.id === campaign.rootUnit.id,
  )
  const kind = twoLevel && !decides ? 'checked' : 'accepted'
  if (kind === 'checked' && obligation.standing === 'checked') throw new ProblemError(staleReview)
  await insertReview(db, context, submissionId, kind, remark ?? null, {})
  await db.updateTable('obligation').set({ standing: kind }).where('id', '=', obligation.id).execute()
  await writeAudit(db, context, kind === 'checked' ? 'report-checked' : 'report-accepted', {
    unitId: obligation.unit_id,
    subjectId: submissionId,
    before: { standing: obligation.standing },
    after: { standing: kind },
  })
  return obligation.id
}

/** Returns a revision, accepted ones included (a correction asked for later); its figures stop counting now. */
export async function returnRevision(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  submissionId: string,
  answer: { remark: string; fieldRemarks: Record<string, string>; newDueAt?: string | undefined },
): Promise<string> {
  const obligation = await lockUndecided(db, campaign.id, submissionId, ['submitted', 'checked', 'accepted'])
  await insertReview(db, context, submissionId, 'returned', answer.remark, answer.fieldRemarks)
  await db
    .updateTable('figures')
    .set({ ended_at: context.now })
    .where('submission_id', '=', submissionId)
    .where('ended_at', 'is', null)
    .execute()
  await db.updateTable('obligation').set({ standing: 'returned' }).where('id', '=', obligation.id).execute()
  await writeAudit(db, context, 'report-returned', {
    unitId: obligation.unit_id,
    subjectId: submissionId,
    before: { standing: obligation.standing },
    after: { standing: 'returned', remark: answer.remark },
  })
  if (answer.newDueAt) {
    await extendDue(
      db,
      context,
      { ...obligation, standing: 'returned' },
      new Date(answer.newDueAt),
      `退回修改：${answer.remark}`.slice(0, 500),
    )
  }
  return obligation.id
}

/** 负责人签阅: the unit's leader has seen the revision in force. */
export async function signOffRevision(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  submissionId: string,
) {
  const obligation = await lockUndecided(db, campaign.id, submissionId, ['submitted', 'checked', 'accepted'])
  await insertReview(db, context, submissionId, 'signed-off', null, {})
  await writeAudit(db, context, 'report-signed-off', { unitId: obligation.unit_id, subjectId: submissionId })
}

async function lockUndecided(db: Connection, campaignId: string, submissionId: string, standings: string[]) {
  const obligation = await lockObligationOfSubmission(db, campaignId, submissionId)
  if (!obligation) throw new ProblemError(notFound)
  if (obligation.submission_id !== submissionId || !standings.includes(obligation.standing))
    throw new ProblemError(staleReview)
  return obligation
}

async function insertReview(
  db: Connection,
  context: AuditContext,
  submissionId: string,
  kind: string,
  remark: string | null,
  fieldRemarks: Record<string, string>,
): Promise<void> {
  await db
    .insertInto('review')
    .values({
      id: v7(),
      submission_id: submissionId,
      kind,
      remark,
      field_remarks: JSON.stringify(fieldRemarks),
      made_at: context.now,
      made_by: context.caller!.id,
    })
    .execute()
}
