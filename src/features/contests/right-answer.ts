import type { Answer } from './contract.ts'
import type { PaperQuestion } from './draw-paper.ts'

/** The answer that earns the points, as it stands on this paper; of a blank the first accepted words. */
export function rightAnswer({ question, order }: PaperQuestion): Answer {
  if (question.kind === 'judge') return question.answer
  if (question.kind === 'blank') return question.blanks.map((accepted) => accepted[0]!)
  const placeOf = (original: number) => order.indexOf(original) + 1
  if (question.kind === 'order') return question.options.map((_, index) => placeOf(index + 1))
  return (question.kind === 'single' ? [question.answer] : question.answers).map(placeOf)
}
