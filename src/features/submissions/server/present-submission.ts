import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type CampaignDefinition, findForm } from '../../campaign/definition.ts'
import { viewObligation } from '../../obligations/server/view-obligation.ts'
import { reportContent } from '../content.ts'
import type { SubmissionView } from '../contract.ts'
import { findDifferences, findQuestions, listFileReferences, nameFigures } from '../rules.ts'
import { mayDecide } from './may-decide.ts'
import {
  findPreviousFigures,
  findRevision,
  findSubmission,
  listAttachedFiles,
  listReviews,
} from './queries.ts'

/** A revision as reviewers and its unit see it, with what changed since the one before. */
export async function viewSubmission(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition; rootUnit: { id: string } },
  id: string,
  user: SignedInUser,
  now: Date,
): Promise<SubmissionView> {
  const row = await findSubmission(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  const { definition } = campaign
  const obligation = await viewObligation(db, campaign, row.obligation_id, now)
  const form = findForm(definition, obligation.task.form)
  const unit = await db
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('id', '=', row.unit_id)
    .executeTakeFirstOrThrow()
  const files = await listAttachedFiles(db, id)
  const reviews = await listReviews(db, id)
  const before = row.revision > 1 ? await findRevision(db, row.obligation_id, row.revision - 1) : undefined
  const asked = before
    ? (await listReviews(db, before.id)).filter((one) => one.kind === 'returned').at(-1)
    : undefined
  const previous = form.statistics
    ? await findPreviousFigures(db, campaign.id, row.unit_id, obligation.period.end, row.obligation_id)
    : null
  const previousFigures = previous ? nameFigures(previous, definition) : {}
  const content = reportContent.parse(row.content)
  const captions = new Map(
    listFileReferences(content, form).map((one) => [`${one.field} ${one.fileId}`, one.caption]),
  )
  const inForce = obligation.submissionId === id
  const decided = reviews.filter((one) => one.kind !== 'signed-off').at(-1)?.kind
  const decides = mayDecide(user, campaign, obligation.task.key)
  const mayReview = mayDo(user, 'report.review', unit)
  const open = inForce && (obligation.standing === 'submitted' || obligation.standing === 'checked')
  return {
    id,
    obligation,
    revision: row.revision,
    receipt: row.receipt,
    digest: row.digest,
    content,
    files: files.map((file) => ({
      id: file.id,
      field: file.field,
      name: file.name,
      size: file.size,
      mediaType: file.media_type,
      kind: file.kind as 'image' | 'video' | 'document',
      width: file.width,
      height: file.height,
      caption: captions.get(`${file.field} ${file.id}`) ?? null,
    })),
    submittedAt: row.submitted_at.toISOString(),
    submittedBy: row.submitted_by_name,
    startedAt: row.started_at?.toISOString() ?? null,
    onTime: row.on_time,
    zeroReport: row.zero_report,
    decision: (decided ?? 'pending') as SubmissionView['decision'],
    reviews: reviews.map((one) => ({
      kind: one.kind as 'accepted',
      remark: one.remark,
      fieldRemarks: one.field_remarks as Record<string, string>,
      madeAt: one.made_at.toISOString(),
      madeBy: one.made_by,
    })),
    asked: asked
      ? {
          remark: asked.remark ?? '',
          fieldRemarks: asked.field_remarks as Record<string, string>,
          madeAt: asked.made_at.toISOString(),
          madeBy: asked.made_by,
        }
      : null,
    differences: before
      ? findDifferences(reportContent.parse(before.content), content, form, definition)
      : [],
    questions: findQuestions(content, definition, previousFigures),
    previousFigures,
    may: {
      check: inForce && obligation.standing === 'submitted' && !decides && mayReview,
      accept: open && decides && mayReview,
      return:
        inForce &&
        obligation.standing !== 'returned' &&
        (decides || obligation.standing !== 'accepted') &&
        mayReview,
      signOff: inForce && obligation.standing !== 'returned' && mayDo(user, 'report.sign-off', unit),
      write: obligation.standing !== 'accepted' && mayDo(user, 'report.write', unit),
    },
  }
}
