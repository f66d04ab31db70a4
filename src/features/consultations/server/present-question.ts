import { mayDo, unitsGranting } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { presentCitizenFile } from '../../citizen-files/server/find-citizen-files.ts'
import type { OwnQuestion, QuestionView } from '../contract.ts'
import type { QuestionState } from '../rules.ts'
import { type OwnRow, type QuestionRow, type Sight, findQuestion, listAnswers, listFiles } from './queries.ts'

export function sightOf(user: SignedInUser): Sight {
  return { managed: { units: unitsGranting(user, 'consultation.manage') }, expertId: user.id }
}

export async function viewQuestion(
  db: Connection,
  campaignId: string,
  id: string,
  user: SignedInUser,
): Promise<QuestionView> {
  const row = await findQuestion(db, campaignId, id, sightOf(user))
  if (!row) throw new ProblemError(notFound)
  return (await presentQuestions(db, [row], user))[0]!
}

export async function presentQuestions(
  db: Connection,
  rows: QuestionRow[],
  user: SignedInUser,
): Promise<QuestionView[]> {
  const ids = rows.map((row) => row.id)
  const [answers, files] = [await listAnswers(db, ids), await listFiles(db, ids)]
  return rows.map((row) => ({
    id: row.id,
    consultation: row.consultation,
    unit: { code: row.unit_code, name: row.unit_name },
    title: row.title,
    body: row.body,
    signature: row.signature,
    mayPublish: row.may_publish,
    field: row.field,
    expert: row.expert_id ? { id: row.expert_id, name: row.expert_name ?? '' } : null,
    state: row.state as QuestionState,
    closedReason: row.closed_reason,
    askedAt: row.asked_at.toISOString(),
    files: files.filter((one) => one.question_id === row.id).map(presentCitizenFile),
    answers: answers
      .filter((one) => one.question_id === row.id)
      .map((one) => ({
        revision: one.revision,
        content: one.content,
        writtenBy: one.writer,
        writtenAt: one.written_at.toISOString(),
        publishedAt: one.published_at?.toISOString() ?? null,
      })),
    faq: row.faq_at
      ? { at: row.faq_at.toISOString(), title: row.faq_title!, question: row.faq_question! }
      : null,
    may: { manage: mayDo(user, 'consultation.manage', { ...row, id: row.unit_id }) },
  }))
}

/** As its asker sees it: no staff is named. */
export function presentOwn(row: OwnRow): OwnQuestion {
  return {
    title: row.title,
    body: row.body,
    askedAt: row.asked_at.toISOString(),
    state: row.state as QuestionState,
    answer:
      row.answer !== null && row.answer_at
        ? { content: row.answer, at: row.answer_at.toISOString(), revised: row.revisions > 1 }
        : null,
    closedReason: row.closed_reason,
  }
}
