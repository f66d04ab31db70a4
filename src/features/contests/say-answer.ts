import type { ExplainedQuestion } from './contract.ts'

/** What was answered, as it stood on the paper: 「A、C」, 「对」, 「未答」. */
export function sayAnswer({ kind, given }: Pick<ExplainedQuestion, 'kind' | 'given'>): string {
  if (given === null || (Array.isArray(given) && given.length === 0)) return '未答'
  if (typeof given === 'boolean') return given ? '对' : '错'
  if (kind === 'blank') return given.join('；')
  const letters = given.map((place) => String.fromCharCode(64 + Number(place)))
  return letters.join(kind === 'order' ? ' → ' : '、')
}
