import type { Answer } from './contract.ts'
import type { PaperQuestion } from './draw-paper.ts'

/** Sums of one question over many papers, from which everything that is said of it follows. */
export interface QuestionSums {
  question: PaperQuestion['question']
  shown: number
  right: number
  /** Of the points of the rest of the paper: sum, sum of squares, sum over the papers where this question was right. */
  rest: number
  restSquared: number
  restRight: number
  /** How often each wrong option was chosen, by its place in the bank; 1 and 0 for a judgement of true and false. */
  wrong: Map<number, number>
}

export function addAnswer(
  sums: QuestionSums,
  { question, points, order }: PaperQuestion,
  { right, answer, total }: { right: boolean; answer: Answer | undefined; total: number },
): void {
  const rest = total - (right ? points : 0)
  sums.shown += 1
  sums.rest += rest
  sums.restSquared += rest * rest
  if (right) {
    sums.right += 1
    sums.restRight += rest
    return
  }
  for (const option of wrongOptions(question, order, answer))
    sums.wrong.set(option, (sums.wrong.get(option) ?? 0) + 1)
}

function wrongOptions(
  question: PaperQuestion['question'],
  order: number[],
  answer: Answer | undefined,
): number[] {
  if (question.kind === 'judge') return typeof answer === 'boolean' ? [answer ? 1 : 0] : []
  if (question.kind !== 'single' && question.kind !== 'multiple') return []
  if (!Array.isArray(answer)) return []
  const right = question.kind === 'single' ? [question.answer] : question.answers
  return [...new Set<number | string>(answer)].flatMap((place) => {
    const original = order[Number(place) - 1]
    return original === undefined || right.includes(original) ? [] : [original]
  })
}

/**
 * Correlation of "right" with the points of the rest of the paper: whether those who know the rest know this too. The
 * question's own points are left out, or it would correlate with itself. Null where either does not vary.
 */
export function discriminationOf({
  shown: n,
  right,
  rest,
  restSquared,
  restRight,
}: QuestionSums): number | null {
  const itemSpread = n * right - right * right
  const restSpread = n * restSquared - rest * rest
  if (itemSpread <= 0 || restSpread <= 0) return null
  return (n * restRight - right * rest) / Math.sqrt(itemSpread * restSpread)
}

/** Fewer answers say nothing about discrimination. */
const enough = 30

export function warnOf(rightShare: number, discrimination: number | null, shown: number) {
  return [
    ...(shown >= enough && rightShare > 0.95 ? (['too-easy'] as const) : []),
    ...(shown >= enough && rightShare < 0.2 ? (['too-hard'] as const) : []),
    ...(shown >= enough && discrimination !== null && discrimination < 0.2
      ? (['poor-discrimination'] as const)
      : []),
  ]
}

export function hasEnough(shown: number): boolean {
  return shown >= enough
}
