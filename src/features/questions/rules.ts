import { type Question, kindNames } from './question.ts'

export const questionStates = ['draft', 'review', 'live', 'retired'] as const
export type QuestionState = (typeof questionStates)[number]

export const stateNames: Record<QuestionState, string> = {
  draft: '○ 草稿',
  review: '◔ 待审',
  live: '✔ 在用',
  retired: '– 停用',
}
export const difficultyNames = ['易', '中', '难'] as const

export interface Difference {
  field: string
  before: string
  after: string
}

/** What a reviewer must look at: the fields that differ, as sentences; of a new question all of them. */
export function compareQuestions(before: Question | null, after: Question): Difference[] {
  const [old, now] = [before ? tellQuestion(before) : new Map<string, string>(), tellQuestion(after)]
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? '', after: now.get(field) ?? '' }))
    .filter((one) => one.before !== one.after)
}

function tellQuestion(question: Question): Map<string, string> {
  const told: [string, string | undefined][] = [
    ['题型', kindNames[question.kind]],
    ['题干', question.stem],
    ...('options' in question
      ? question.options.map((option, at): [string, string] => [`选项 ${letterOf(at)}`, option])
      : []),
    ['答案', tellAnswer(question)],
    ['解析', question.explanation],
    ['依据', question.basis.join('、')],
    ['来源', question.source],
    ['情景事实', question.given?.join('、')],
    ['图片', question.picture && `${question.picture.file}（${question.picture.alt}）`],
    ['标签', question.tags.join('、')],
    ['难度', difficultyNames[question.difficulty - 1]],
  ]
  return new Map(told.filter((one): one is [string, string] => Boolean(one[1])))
}

/** The right answer in words: 「B」, 「A、C」, 「正确」, 「二十／20；七／7」. */
export function tellAnswer(question: Question): string {
  switch (question.kind) {
    case 'single':
      return letterOf(question.answer - 1)
    case 'multiple':
      return question.answers.map((number) => letterOf(number - 1)).join('、')
    case 'judge':
      return question.answer ? '正确' : '错误'
    case 'blank':
      return question.blanks.map((variants) => variants.join('／')).join('；')
    case 'order':
      return '按所列顺序'
  }
}

export function letterOf(index: number): string {
  return String.fromCodePoint(65 + index)
}
