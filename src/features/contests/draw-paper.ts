import type { ContestDefinition } from '../campaign/public-part.ts'
import type { Question } from '../questions/question.ts'
import type { Draws } from './draws.ts'

/** A question with the key of the bank that it stands in. */
export type BankQuestion = Question & { bank: string }

/** A question on a paper: which, worth how much, and its options in the order of this paper (1-based, as in the bank). */
export interface PaperQuestion {
  question: Question
  points: number
  order: number[]
}

/** The questions that one part of a contest draws from. */
export interface Pool {
  questions: readonly Question[]
  /** Whether an earlier part can have drawn one of them. */
  isShared: boolean
}

/**
 * Pools of a contest's parts, found once per bank. A question that an earlier part may draw can be in a later pool too;
 * it is never drawn twice on one paper.
 */
export function findPools(parts: ContestDefinition['paper'], questions: readonly BankQuestion[]): Pool[] {
  const earlier = new Set<string>()
  return parts.map((part) => {
    const fitting = questions.filter(
      (one) =>
        (!part.banks || part.banks.includes(one.bank)) &&
        (!part.kinds || part.kinds.includes(one.kind)) &&
        (!part.tags || part.tags.some((tag) => one.tags.includes(tag))) &&
        (!part.difficulty || part.difficulty.includes(one.difficulty)),
    )
    const isShared = fitting.some((one) => earlier.has(one.key))
    for (const one of fitting) earlier.add(one.key)
    return { questions: fitting, isShared }
  })
}

/** The paper of a seed: the same draws give the same paper, so that it need not be stored and can be checked later. */
export function drawPaper(
  parts: ContestDefinition['paper'],
  pools: readonly Pool[],
  draws: Draws,
): PaperQuestion[] {
  const drawn = new Set<string>()
  return parts.flatMap((part, index) => {
    const { questions, isShared } = pools[index]!
    const left = isShared ? questions.filter((one) => !drawn.has(one.key)) : questions.slice()
    const chosen = takeSome(left, part.take, draws)
    for (const one of chosen) drawn.add(one.key)
    return chosen.map((question) => ({ question, points: part.points, order: mixOptions(question, draws) }))
  })
}

/** `count` of them in a random order, all of them when there are fewer; `from` is the caller's own. */
function takeSome<T>(from: T[], count: number, draws: Draws): T[] {
  const taken = Math.min(count, from.length)
  for (let at = 0; at < taken; at += 1) {
    const other = at + draws.below(from.length - at)
    const moved = from[at]!
    from[at] = from[other]!
    from[other] = moved
  }
  return from.slice(0, taken)
}

function mixOptions(question: Question, draws: Draws): number[] {
  if (!('options' in question)) return []
  const places = question.options.map((_, index) => index + 1)
  const mixed = takeSome(places, places.length, draws)
  // A sequence that happens to stand in its right order would be no question.
  if (question.kind === 'order' && mixed.every((place, index) => place === index + 1)) mixed.reverse()
  return mixed
}
