import type { PaperQuestion } from './draw-paper.ts'
import type { Answer } from './contract.ts'

/**
 * Whether an answer is right. Answers name options by their place on the paper, from 1; several are a set, except in an
 * order question, where they are a sequence.
 */
export function isRight({ question, order }: PaperQuestion, answer: Answer | undefined): boolean {
  if (answer === undefined) return false
  if (question.kind === 'judge') return answer === question.answer
  if (!Array.isArray(answer)) return false
  if (question.kind === 'blank')
    return (
      answer.length === question.blanks.length &&
      question.blanks.every((accepted, index) =>
        accepted.some((one) => plain(one) === plain(String(answer[index]))),
      )
    )
  const chosen = answer.map((place) => order[Number(place) - 1])
  if (question.kind === 'order')
    return (
      chosen.length === question.options.length && chosen.every((original, index) => original === index + 1)
    )
  const right = question.kind === 'single' ? [question.answer] : question.answers
  return (
    chosen.length === right.length &&
    new Set(chosen).size === right.length &&
    right.every((one) => chosen.includes(one))
  )
}

export interface Grade {
  points: number
  fullPoints: number
  /** By place: '1' right, '0' wrong or not answered. */
  marks: string
}

/** `answers` by place from 1. */
export function gradePaper(
  paper: readonly PaperQuestion[],
  answers: Readonly<Record<string, Answer>>,
): Grade {
  const right = paper.map((one, index) => isRight(one, answers[String(index + 1)]))
  return {
    points: paper.reduce((sum, one, index) => sum + (right[index] ? one.points : 0), 0),
    fullPoints: paper.reduce((sum, one) => sum + one.points, 0),
    marks: right.map((one) => (one ? '1' : '0')).join(''),
  }
}

/** Full-width forms, spaces, marks and case do not decide an answer. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,，.。、；;：:“”"'《》（）()]/g, '')
}
