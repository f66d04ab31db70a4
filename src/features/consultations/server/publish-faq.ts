import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { notForPublishing } from '../contract.ts'
import { indexText } from '../rules.ts'
import { type Sight, lockQuestion } from './queries.ts'

interface Faq {
  title: string
  question: string
}

/** Shows question and answer to everybody, without the name, where the asker agreed. `faq` null hides them again. */
export async function publishFaq(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  sight: Sight,
  { id, faq }: { id: string; faq: Faq | null },
): Promise<void> {
  const row = await lockQuestion(db, campaignId, id, sight)
  if (!row) throw new ProblemError(notFound)
  if (faq === null) {
    if (!row.faq_at) return
    await db
      .updateTable('consultation_question')
      .set({ faq_at: null, faq_title: null, faq_question: null, faq_text: null, faq_bigrams: null })
      .where('id', '=', id)
      .execute()
  } else {
    if (!row.may_publish || row.state !== 'answered') throw new ProblemError(notForPublishing)
    const { content } = await db
      .selectFrom('consultation_answer')
      .where('question_id', '=', id)
      .where('published_at', 'is not', null)
      .select('content')
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    await indexFaq(db, id, faq, content, row.faq_at ?? context.now)
  }
  await writeAudit(db, context, faq ? 'faq-published' : 'faq-hidden', { unitId: row.unit_id, subjectId: id })
}

/** What is shown and searched; `at` only when it is shown for the first time. */
export async function indexFaq(
  db: Connection,
  id: string,
  { title, question }: Faq,
  answer: string,
  at?: Date,
): Promise<void> {
  const { text, bigrams } = indexText([title, question, answer])
  await db
    .updateTable('consultation_question')
    .set({
      faq_title: title,
      faq_question: question,
      faq_text: text,
      faq_bigrams: bigrams,
      ...(at ? { faq_at: at } : {}),
    })
    .where('id', '=', id)
    .execute()
}
