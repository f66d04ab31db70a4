import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'
import { questionConflict } from '../contract.ts'
import type { Question } from '../question.ts'
import { findPicture } from './picture-queries.ts'
import { lockVersions } from './queries.ts'
import { digestQuestion, toQuestionRow } from './question-row.ts'

export interface SavedQuestion {
  key: string
  baseVersion: number
  bank: string
  question: Question
  submit: boolean
}

/** A changed question is a new version, a draft or one that waits for review; the author's former draft gives way. */
export async function saveQuestion(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  saved: SavedQuestion,
): Promise<void> {
  const { bank, question, submit, baseVersion } = saved
  if (question.key !== saved.key)
    throw new ProblemError(invalidInput, { errors: [{ path: 'question.key', message: '代号不能改' }] })
  await checkTags(db, campaignId, bank, question)
  await checkPicture(db, campaignId, question)
  const versions = await lockVersions(db, campaignId, question.key)
  const newest = versions[0]
  const same = newest?.digest === digestQuestion(bank, question)
  const state = submit ? 'review' : 'draft'
  if (same && (newest.state === state || newest.state === 'live')) return
  const open = versions.find((one) => one.state === 'draft' || one.state === 'review')
  if ((newest?.version ?? 0) !== baseVersion || (open && open.author_id !== context.caller!.id))
    throw new ProblemError(questionConflict)
  const kind = submit ? 'question-submitted' : 'question-saved'
  if (same && open && newest.state === 'draft') {
    await db.updateTable('question_version').set({ state }).where('id', '=', open.id).execute()
    await writeAudit(db, context, kind, { after: { key: question.key, version: newest.version } })
    return
  }
  if (open)
    await db.updateTable('question_version').set({ state: 'retired' }).where('id', '=', open.id).execute()
  const version = baseVersion + 1
  await db
    .insertInto('question_version')
    .values(
      toQuestionRow(
        { campaignId, now: context.now },
        { bank, question, version, state, author: context.caller!.id },
      ),
    )
    .execute()
  await writeAudit(db, context, kind, { after: { key: question.key, version } })
}

async function checkTags(db: Connection, campaignId: string, bank: string, question: Question) {
  const row = await db
    .selectFrom('question_bank')
    .where('campaign_id', '=', campaignId)
    .where('key', '=', bank)
    .select('tags')
    .executeTakeFirst()
  if (!row) throw new ProblemError(invalidInput, { errors: [{ path: 'bank', message: '没有这个题库' }] })
  const unknown = question.tags.filter((tag) => !(tag in (row.tags as object)))
  if (unknown.length > 0)
    throw new ProblemError(invalidInput, {
      errors: [{ path: 'question.tags', message: `这个题库没有标签“${unknown.join('、')}”` }],
    })
}

async function checkPicture(db: Connection, campaignId: string, { picture }: Question) {
  if (!picture || (await findPicture(db, campaignId, picture.file))) return
  throw new ProblemError(invalidInput, {
    errors: [{ path: 'question.picture', message: '没有这张图片，请重新上传或选择' }],
  })
}
