import type { Answer } from '../../contests/contract.ts'
import type { PaperQuestion } from '../../contests/draw-paper.ts'
import { rightAnswer } from '../../contests/right-answer.ts'
import { chanceOf } from './plausible-report.ts'

/** Answers of somebody who knows about `skill` (0–1) of the subject: hard questions less often, now and then one is left out. */
export function answerPaper(
  paper: readonly PaperQuestion[],
  skill: number,
  seed: string,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {}
  for (const [index, one] of paper.entries()) {
    const place = String(index + 1)
    const ease = skill + (2 - one.question.difficulty) * 0.08
    if (chanceOf(`${seed} ${place} knows`) < ease) answers[place] = rightAnswer(one)
    else if (chanceOf(`${seed} ${place} tries`) < 0.93) answers[place] = wrongAnswer(one)
  }
  return answers
}

function wrongAnswer(one: PaperQuestion): Answer {
  const { question, order } = one
  if (question.kind === 'judge') return !question.answer
  if (question.kind === 'blank') return question.blanks.map(() => '不清楚')
  const right = rightAnswer(one) as number[]
  if (question.kind === 'order') return right.toReversed()
  // One of several is overlooked; of one the neighbour is taken.
  return question.kind === 'multiple' ? right.slice(1) : [(right[0]! % order.length) + 1]
}
