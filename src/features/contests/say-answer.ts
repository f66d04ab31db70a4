import type { ExplainedQuestion } from './contract.ts'

/** What was answered, as it stood on the paper: 「A、C」, 「对」, 「没有作答」. */
export function sayAnswer({ kind, given }: Pick<ExplainedQuestion, 'kind' | 'given'>): string {
  if (given === null || (Array.isArray(given) && given.length === 0)) return '没有作答'
  if (typeof given === 'boolean') return given ? '对' : '错'
  if (kind === 'blank') return given.map((one) => String(one) || '（空）').join('；')
  const letters = given.map((place) => String.fromCharCode(64 + Number(place)))
  return letters.join(kind === 'order' ? ' → ' : '、')
}
