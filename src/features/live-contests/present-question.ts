import type { Question } from '../questions/question.ts'

/** A question as an audience sees it: nothing in it tells the answer. */
export interface ShownQuestion {
  kind: Question['kind']
  stem: string
  options: string[]
  /** File of the picture, and what it shows. */
  picture: { file: string; alt: string } | null
}

export interface ShownAnswer {
  /** 「B」, 「A、C」, 「正确」, 「C → A → B」. */
  short: string
  /** The same in words. */
  text: string
  /** Places of the right options, from 0. */
  right: number[]
  explanation: string
  basis: string[]
}

export function showQuestion(question: Question): ShownQuestion {
  const { kind, stem, picture } = question
  return { kind, stem, options: listOptions(question), picture: picture ?? null }
}

export function showAnswer(question: Question): ShownAnswer {
  const options = listOptions(question)
  const right = listRight(question)
  const letters = right.map((place) => letterOf(place))
  const words = right.map((place) => options[place]!)
  const { explanation, basis } = question
  if (question.kind === 'blank') {
    const text = question.blanks.map((accepted) => accepted.join(' 或 ')).join('；')
    return { short: text, text, right, explanation, basis }
  }
  if (question.kind === 'judge') return { short: words[0]!, text: words[0]!, right, explanation, basis }
  const between = question.kind === 'order' ? ' → ' : '、'
  return { short: letters.join(between), text: words.join(between), right, explanation, basis }
}

/** A, B, C … by place from 0. */
export function letterOf(place: number): string {
  return String.fromCodePoint(65 + place)
}

function listOptions(question: Question): string[] {
  if (question.kind === 'judge') return ['正确', '错误']
  if (question.kind === 'blank') return []
  if (question.kind === 'order') return mix(question).map((place) => question.options[place]!)
  return question.options
}

/** For a question of order: the places where its options stand, first to last. */
function listRight(question: Question): number[] {
  if (question.kind === 'single') return [question.answer - 1]
  if (question.kind === 'multiple') return question.answers.map((number) => number - 1).sort((a, b) => a - b)
  if (question.kind === 'judge') return [question.answer ? 0 : 1]
  if (question.kind === 'blank') return []
  const mixed = mix(question)
  return question.options.map((_, place) => mixed.indexOf(place))
}

/** A bank keeps options in their right order; here they stand in another, always the same for one question. */
function mix(question: Question & { kind: 'order' }): number[] {
  const places = question.options.map((_, place) => place)
  const mixed = [...places].sort(
    (a, b) => scatter(`${question.key} ${a}`) - scatter(`${question.key} ${b}`) || a - b,
  )
  return mixed.every((place, index) => place === index) ? [...mixed.slice(1), mixed[0]!] : mixed
}

/** FNV-1a. */
function scatter(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0
  return hash
}
