import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { notInReview, ownChange } from '../contract.ts'
import { lockVersions } from './queries.ts'
import { renewBankVersion } from './read-live-questions.ts'

interface Which {
  key: string
  version: number
}

/** The version that waits becomes the one in use; the former one is retired. */
export async function approveQuestion(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  which: Which,
): Promise<void> {
  const { row, versions } = await findInReview(db, context, campaignId, which)
  const live = versions.find((one) => one.state === 'live')
  if (live)
    await db.updateTable('question_version').set({ state: 'retired' }).where('id', '=', live.id).execute()
  await db
    .updateTable('question_version')
    .set({ state: 'live', reviewer_id: context.caller!.id, reviewed_at: context.now, reason: null })
    .where('id', '=', row.id)
    .execute()
  await renewBankVersion(db, campaignId)
  await writeAudit(db, context, 'question-approved', {
    before: { live: live?.version ?? null },
    after: which,
  })
}

/** Back to its author as a draft, with the reason. */
export async function returnQuestion(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  which: Which,
  reason: string,
): Promise<void> {
  const { row } = await findInReview(db, context, campaignId, which)
  await db
    .updateTable('question_version')
    // What came with the folder has no author who could put it right.
    .set({ state: row.author_id === null ? 'retired' : 'draft', reason })
    .set({ reviewer_id: context.caller!.id, reviewed_at: context.now })
    .where('id', '=', row.id)
    .execute()
  await writeAudit(db, context, 'question-returned', { after: { ...which, reason } })
}

async function findInReview(db: Connection, context: AuditContext, campaignId: string, which: Which) {
  const versions = await lockVersions(db, campaignId, which.key)
  const row = versions.find((one) => one.version === which.version)
  if (!row) throw new ProblemError(notFound)
  if (row.state !== 'review') throw new ProblemError(notInReview)
  if (row.author_id === context.caller!.id) throw new ProblemError(ownChange)
  return { row, versions }
}

/** Not drawn any more; a version that is being written goes too. */
export async function retireQuestion(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  key: string,
): Promise<void> {
  const versions = await lockVersions(db, campaignId, key)
  if (versions.length === 0) throw new ProblemError(notFound)
  const standing = versions.filter((one) => one.state !== 'retired')
  if (standing.length === 0) return
  await db
    .updateTable('question_version')
    .set({ state: 'retired' })
    .where(
      'id',
      'in',
      standing.map((one) => one.id),
    )
    .execute()
  await renewBankVersion(db, campaignId)
  await writeAudit(db, context, 'question-retired', {
    before: standing.map(({ version, state }) => ({ version, state })),
    after: { key },
  })
}
