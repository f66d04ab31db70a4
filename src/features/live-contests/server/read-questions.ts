import type { Connection } from '../../../platform/server/database.ts'
import type { Question } from '../../questions/question.ts'
import { readLiveQuestions } from '../../questions/server/read-live-questions.ts'
import type { QuestionFilter } from '../contract.ts'

export async function listMatching(
  db: Connection,
  campaignId: string,
  filter: QuestionFilter,
): Promise<Question[]> {
  const all = await readLiveQuestions(db, campaignId, {
    ...(filter.bank === undefined ? {} : { banks: [filter.bank] }),
    ...(filter.kind === undefined ? {} : { kinds: [filter.kind] }),
    ...(filter.tag === undefined ? {} : { tags: [filter.tag] }),
  })
  return all
    .map(({ question }) => question)
    .filter(
      (one) =>
        (filter.difficulty === undefined || one.difficulty === filter.difficulty) &&
        (!filter.q || one.stem.includes(filter.q)),
    )
}
