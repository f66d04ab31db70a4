import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, forbidden, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import { findForm, findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { extendDue } from '../../obligations/server/change-deadline.ts'
import { lockObligationOfSubmission } from '../../obligations/server/lock-obligation.ts'
import { reportContent } from '../content.ts'
import { staleReview } from '../contract.ts'
import { listRemarkTargets } from '../remark-targets.ts'
import { mayDecide } from './may-decide.ts'

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
  const kind = mayDecide(context.caller!, campaign, obligation.task_key) ? 'accepted' : 'checked'
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

/**
 * Returns a revision, accepted ones included (a correction asked for later); its figures stop counting now.
 * What the city has accepted a county cannot take back.
 */
export async function returnRevision(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  submissionId: string,
  answer: { remark: string; fieldRemarks: Record<string, string>; newDueAt?: string | undefined },
): Promise<string> {
  const obligation = await lockUndecided(db, campaign.id, submissionId, ['submitted', 'checked', 'accepted'])
  if (obligation.standing === 'accepted' && !mayDecide(context.caller!, campaign, obligation.task_key))
    throw new ProblemError(forbidden, { detail: '该报送已由上级审定，需要更正请联系上级退回。' })
  const fieldRemarks = await checkRemarks(db, campaign.definition, obligation, answer.fieldRemarks)
  await insertReview(db, context, submissionId, 'returned', answer.remark, fieldRemarks)
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
    after: { standing: 'returned', remark: answer.remark, fieldRemarks: Object.keys(fieldRemarks).length },
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

/** Remarks without blanks; one that points to nothing in the report is refused, since nobody would see it. */
async function checkRemarks(
  db: Connection,
  definition: CampaignDefinition,
  obligation: { task_key: string; submission_id: string | null },
  remarks: Record<string, string>,
): Promise<Record<string, string>> {
  const given = Object.entries(remarks)
    .map(([path, text]) => [path, text.trim()] as const)
    .filter(([, text]) => text !== '')
  if (given.length === 0) return {}
  const { content } = await db
    .selectFrom('submission')
    .where('id', '=', obligation.submission_id)
    .select('content')
    .executeTakeFirstOrThrow()
  const form = findForm(definition, findTask(definition, obligation.task_key).form)
  const places = new Set(
    listRemarkTargets(reportContent.parse(content), form, definition).map((one) => one.path),
  )
  const errors = given
    .filter(([path]) => !places.has(path))
    .map(([path]) => ({ path: `fieldRemarks.${path}`, message: '报送中没有这一项，请刷新页面。' }))
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
  return Object.fromEntries(given)
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
