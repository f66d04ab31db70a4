import type { Answer, ExplainedQuestion, ShownQuestion } from './contract.ts'
import type { PaperQuestion } from './draw-paper.ts'
import { isRight } from './grade.ts'

/** A question without anything that tells the answer. `place` from 1. */
export function showQuestion({ question, points, order }: PaperQuestion, place: number): ShownQuestion {
  return {
    place,
    kind: question.kind,
    stem: question.stem,
    picture: question.picture ?? null,
    options: 'options' in question ? order.map((original) => question.options[original - 1]!) : [],
    points,
  }
}

export function explainQuestion(
  one: PaperQuestion,
  place: number,
  given: Answer | undefined,
): ExplainedQuestion {
  const { kind, stem, picture, options, points } = showQuestion(one, place)
  // Written out: spreading one object into a larger one is slow, and a contest's last minute is full of this.
  return {
    place,
    kind,
    stem,
    picture,
    options,
    points,
    given: given ?? null,
    right: isRight(one, given),
    rightAnswer: sayRightAnswer(one),
    explanation: one.question.explanation,
    basis: one.question.basis,
    source: one.question.source ?? null,
  }
}

/** The right answer in words, with the letters that stood on this paper. */
export function sayRightAnswer({ question, order }: PaperQuestion): string {
  if (question.kind === 'judge') return question.answer ? '对' : '错'
  if (question.kind === 'blank') return question.blanks.map((accepted) => accepted[0]).join('；')
  const letterOf = (original: number) => String.fromCharCode(65 + order.indexOf(original))
  if (question.kind === 'order') return question.options.map((_, index) => letterOf(index + 1)).join(' → ')
  const right = question.kind === 'single' ? [question.answer] : question.answers
  return right
    .map((original) => ({ letter: letterOf(original), text: question.options[original - 1]! }))
    .sort((a, b) => (a.letter < b.letter ? -1 : 1))
    .map(({ letter, text }) => `${letter} ${text}`)
    .join('；')
}
