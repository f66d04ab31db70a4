import { shorten, textOf } from '../../../platform/server/documents/cell-text.ts'
import type { ReadCell } from '../../../platform/server/documents/read-spreadsheet.ts'
import { normalise } from '../../org/rules.ts'
import { type Question, kindNames, questionSchema } from '../question.ts'
import type { BankColumn, BankField } from '../question-sheet.ts'
import { factSigns, splitBlanks, splitListed, tagSigns } from '../listed-text.ts'
import { difficultyNames } from '../rules.ts'
import type { BankNames } from './read-bank-names.ts'

export interface QuestionRow {
  key: string
  bank: string
  /** Null when something is wrong. */
  question: Question | null
  errors: { column: number; message: string }[]
}

const optionCounts: Partial<Record<Question['kind'], [number, number]>> = {
  single: [3, 6],
  multiple: [4, 8],
  order: [3, 6],
}
const right = new Set(['正确', '对', '√', '✓', '✔', '是'])
const wrong = new Set(['错误', '错', '×', '✕', '否'])

/** What a row says, and everything that is wrong with it. */
export function readQuestionRow(
  cells: ReadCell[],
  columns: (BankColumn | null)[],
  { banks, pictures }: { banks: BankNames[]; pictures: Set<string> },
): QuestionRow {
  const errors: QuestionRow['errors'] = []
  const at = (field: BankField) =>
    Math.max(
      0,
      columns.findIndex((one) => one?.field === field),
    )
  const say = (column: number, message: string) => {
    if (!errors.some((one) => one.column === column)) errors.push({ column, message })
  }
  const text = (field: BankField) =>
    columns.some((one) => one?.field === field) ? textOf(cells[at(field)]) : ''
  const bank = banks.find((one) => [one.title, one.key].some((name) => same(name, text('bank'))))
  if (!bank) say(at('bank'), refuse(text('bank'), '题库'))
  const kind = (Object.keys(kindNames) as Question['kind'][]).find((one) =>
    [kindNames[one], kindNames[one].slice(0, 2)].some((name) => same(name, text('kind'))),
  )
  if (!kind) say(at('kind'), refuse(text('kind'), '题型'))
  const difficulty = difficultyNames.findIndex(
    (name, index) => name === text('difficulty') || String(index + 1) === text('difficulty'),
  )
  if (difficulty < 0) say(at('difficulty'), refuse(text('difficulty'), '难度'))
  const placed = columns.flatMap((one, column) => (one?.field === 'option' ? [column] : []))
  const options = readOptions()
  const question = {
    key: text('key'),
    kind,
    stem: text('stem'),
    ...(kind && optionCounts[kind] ? { options } : {}),
    ...(kind ? readAnswer(kind) : {}),
    explanation: text('explanation'),
    basis: split(text('basis'), /[\n;；]|(?<=条(?:之[一二三四五六七八九十])?)[、,，]/),
    ...(text('source') ? { source: text('source') } : {}),
    ...(text('given') ? { given: splitListed(text('given'), factSigns) } : {}),
    ...readPictureCells(),
    tags: readTags(),
    difficulty: difficulty + 1,
  }
  // What could not be read is not judged twice.
  const parsed = kind ? questionSchema.safeParse(question) : null
  for (const { path, message } of parsed?.error?.issues ?? [])
    if (bank || path[0] !== 'tags') say(columnOf(path), message)
  return {
    key: text('key'),
    bank: bank?.key ?? '',
    question: errors.length === 0 ? (parsed?.data ?? null) : null,
    errors,
  }

  function columnOf([name, index]: PropertyKey[]): number {
    if (name === 'options') return placed[Number(index ?? 0)] ?? at('option')
    if (name === 'answers' || name === 'blanks') return at('answer')
    if (name === 'picture') return at(index === 'alt' ? 'alt' : 'picture')
    return at(name as BankField)
  }

  function readOptions(): string[] {
    const told = placed.map((column) => textOf(cells[column]))
    const count = told.findLastIndex((one) => one !== '') + 1
    const gap = told.slice(0, count).indexOf('')
    const range = kind && optionCounts[kind]
    if (!range) {
      if (kind && count > 0) say(placed[count - 1]!, `${kindNames[kind]}没有选项，请清空。`)
    } else if (gap >= 0) say(placed[gap]!, '前面的选项不能空着。')
    else if (count < range[0] || count > range[1])
      say(
        placed[Math.max(0, Math.min(count, placed.length) - 1)] ?? at('option'),
        `${kindNames[kind]}要有 ${range[0]} 至 ${range[1]} 个选项。`,
      )
    return told.slice(0, count)
  }

  function readAnswer(of: Question['kind']): object {
    const said = text('answer').normalize('NFKC')
    const letters = said.toUpperCase().replace(/[\s、,;]/g, '')
    const numbers = [...letters].map((letter) => letter.codePointAt(0)! - 64)
    const readable = /^[A-H]+$/.test(letters)
    switch (of) {
      case 'single':
        if (!readable || numbers.length !== 1) say(at('answer'), '单选题填一个字母，如 B。')
        return { answer: numbers[0] ?? 0 }
      case 'multiple':
        if (!readable || numbers.length < 2) say(at('answer'), '多选题填两个以上的字母，如 A、C。')
        return { answers: numbers }
      case 'judge':
        if (!right.has(said) && !wrong.has(said) && !/^(true|false)$/i.test(said))
          say(at('answer'), '判断题填“正确”或“错误”。')
        return { answer: right.has(said) || /^true$/i.test(said) }
      case 'blank':
        if (said === '') say(at('answer'), '填空题写出每个空的答案，空与空用“；”隔开。')
        return { blanks: splitBlanks(text('answer')) }
      case 'order':
        if (said !== '' && said !== '按所列顺序') say(at('answer'), '排序题的选项按正确的顺序写，答案留空。')
        return {}
    }
  }

  function readTags(): string[] {
    const named = (name: string) =>
      Object.entries(bank?.tags ?? {}).find(([tag, meaning]) => same(tag, name) || same(meaning, name))?.[0]
    // A meaning may hold the sign that people put between two.
    const names = splitListed(text('tags'), tagSigns).flatMap((one) =>
      named(one) ? [one] : split(one, /[、,，]/),
    )
    const unknown = names.filter((name) => !named(name))
    if (bank && unknown.length > 0)
      say(at('tags'), `题库“${bank.title}”没有标签“${shorten(unknown.join('、'))}”，可用的见填表说明。`)
    return [...new Set(names.map((name) => named(name) ?? name))]
  }

  function readPictureCells(): object {
    const [file, alt] = [text('picture'), text('alt')]
    if (!file && !alt) return {}
    if (!pictures.has(file)) {
      say(at('picture'), '没有这张图片。请先在导入页上传图片，这里填它的文件名。')
      return {}
    }
    if (!alt) say(at('alt'), '请写明图里是什么。')
    return { picture: { file, alt } }
  }
}

const same = (one: string, other: string) => other !== '' && normalise(one) === normalise(other)

function split(text: string, at: RegExp): string[] {
  return text
    .split(at)
    .map((one) => one.trim())
    .filter(Boolean)
}

function refuse(text: string, what: string): string {
  return text ? `没有“${shorten(text)}”，请从下拉列表中选择${what}。` : `请选择${what}。`
}
