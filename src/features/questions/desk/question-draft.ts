import type { Question } from '../question.ts'
import { factSigns, joinBlanks, joinListed, splitBlanks, splitListed } from '../listed-text.ts'
import { letterOf } from '../rules.ts'

/** A question as it is typed. */
export interface QuestionDraft {
  bank: string
  key: string
  kind: Question['kind']
  stem: string
  options: string
  letters: string
  judge: string
  blanks: string
  explanation: string
  basis: string
  source: string
  tags: string[]
  difficulty: string
  given: string
  picture: NonNullable<Question['picture']> | null
}

export const emptyDraft: QuestionDraft = {
  bank: '',
  key: '',
  kind: 'single',
  stem: '',
  options: '',
  letters: '',
  judge: 'true',
  blanks: '',
  explanation: '',
  basis: '',
  source: '',
  tags: [],
  difficulty: '1',
  given: '',
  picture: null,
}

export function toDraft(bank: string, question: Question): QuestionDraft {
  const numbers =
    question.kind === 'single' ? [question.answer] : question.kind === 'multiple' ? question.answers : []
  return {
    bank,
    key: question.key,
    kind: question.kind,
    stem: question.stem,
    options: 'options' in question ? question.options.join('\n') : '',
    letters: numbers.map((number) => letterOf(number - 1)).join(''),
    judge: question.kind === 'judge' ? String(question.answer) : 'true',
    blanks: question.kind === 'blank' ? joinBlanks(question.blanks, '\n') : '',
    explanation: question.explanation,
    basis: question.basis.join('\n'),
    source: question.source ?? '',
    tags: question.tags,
    difficulty: String(question.difficulty),
    given: joinListed(question.given ?? [], '\n', factSigns),
    picture: question.picture ?? null,
  }
}

/** What the schema of questions is to judge. */
export function readDraft(draft: QuestionDraft): unknown {
  const { kind } = draft
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  const numbers = [...draft.letters.replace(/[^A-H]/g, '')].map((letter) => letter.codePointAt(0)! - 64)
  return {
    key: draft.key,
    kind,
    stem: draft.stem,
    ...(kind === 'single' || kind === 'multiple' || kind === 'order'
      ? { options: lines(draft.options) }
      : {}),
    ...(kind === 'single' ? { answer: numbers.length === 1 ? numbers[0] : 0 } : {}),
    ...(kind === 'multiple' ? { answers: numbers } : {}),
    ...(kind === 'judge' ? { answer: draft.judge === 'true' } : {}),
    ...(kind === 'blank' ? { blanks: splitBlanks(draft.blanks) } : {}),
    explanation: draft.explanation,
    basis: lines(draft.basis),
    ...(draft.source.trim() ? { source: draft.source } : {}),
    tags: draft.tags,
    difficulty: Number(draft.difficulty),
    ...(draft.given.trim() ? { given: splitListed(draft.given, factSigns) } : {}),
    ...(draft.picture ? { picture: draft.picture } : {}),
  }
}
