import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import type { Question } from '../question.ts'
import type { QuestionState } from '../rules.ts'

export function digestQuestion(bank: string, question: Question): string {
  return createHash('sha256')
    .update(canonicalJson([bank, question]))
    .digest('hex')
}

/** A new version as a row. `author` null: it came with the campaign's folder. */
export function toQuestionRow(
  at: { campaignId: string; now: Date },
  {
    bank,
    question,
    version,
    state,
    author,
  }: {
    bank: string
    question: Question
    version: number
    state: QuestionState
    author: string | null
  },
) {
  return {
    id: v7(),
    campaign_id: at.campaignId,
    key: question.key,
    version,
    bank,
    kind: question.kind,
    difficulty: question.difficulty,
    tags: question.tags,
    stem: question.stem,
    content: JSON.stringify(question),
    digest: digestQuestion(bank, question),
    state,
    author_id: author,
    created_at: at.now,
  }
}
