import type { Readable } from 'node:stream'
import { headHeight, layRow } from '../../../platform/server/documents/lay-row.ts'
import { markFaults } from '../../../platform/server/documents/mark-faults.ts'
import {
  type Sheet,
  type SheetStyle,
  type StyledCell,
  writeSpreadsheet,
} from '../../../platform/server/documents/spreadsheet.ts'
import { streamSpreadsheet } from '../../../platform/server/documents/stream-spreadsheet.ts'
import type { CellError } from '../../activity-sheets/contract.ts'
import { type Question, kindNames } from '../question.ts'
import {
  type BankColumn,
  type BankField,
  bankColumns,
  bankListName,
  bankSheetName,
  questionsImportedAtMost,
} from '../question-sheet.ts'
import { factSigns, joinBlanks, joinListed, tagSigns } from '../listed-text.ts'
import { difficultyNames, tellAnswer } from '../rules.ts'
import type { BankSheet } from './open-bank-sheet.ts'
import type { BankNames } from './read-bank-names.ts'

const widths = bankColumns.map((one) => one.width)
const short = new Set<BankField>(['kind', 'difficulty', 'answer'])

/** An empty sheet with one line that shows how. */
export function writeBankTemplate(banks: BankNames[]): Promise<Readable> {
  const bank = banks[0]
  const example: Partial<Record<BankField, string>> = {
    key: 'law-005-first',
    bank: bank?.title ?? '',
    kind: kindNames.single,
    difficulty: difficultyNames[0],
    stem: '示例：生产经营单位的安全生产第一责任人是谁？（本行不导入，可删去）',
    answer: 'B',
    explanation: '主要负责人是本单位安全生产第一责任人，对本单位的安全生产工作全面负责。',
    basis: '安全生产法 第五条',
    tags: Object.values(bank?.tags ?? {})[0] ?? '',
  }
  const options = ['安全总监', '单位的主要负责人', '安全管理机构负责人', '工会主席']
  const first = bankColumns.findIndex((one) => one.field === 'option')
  return streamBank(banks, [
    bankColumns.map(({ field }, at) => ({
      value: (field === 'option' ? options[at - first] : example[field]) ?? null,
      style: 'example',
    })),
  ])
}

/** Questions as they are in use, to be changed in the sheet and imported again. */
export function writeBankExport(
  banks: BankNames[],
  questions: { bank: string; question: Question }[],
): Promise<Readable> {
  return streamBank(
    banks,
    questions.map(({ bank, question }) =>
      tellQuestionRow(
        banks.find((one) => one.key === bank)!,
        question,
      ),
    ),
  )
}

function tellQuestionRow(bank: BankNames, question: Question): StyledCell[] {
  const options = 'options' in question ? [...question.options] : []
  const told: Partial<Record<BankField, string | undefined>> = {
    key: question.key,
    bank: bank.title,
    kind: kindNames[question.kind],
    difficulty: difficultyNames[question.difficulty - 1],
    stem: question.stem,
    answer: question.kind === 'blank' ? joinBlanks(question.blanks, '；') : tellAnswer(question),
    explanation: question.explanation,
    basis: question.basis.join('\n'),
    source: question.source,
    tags: joinListed(
      question.tags.map((tag) => bank.tags[tag] ?? tag),
      '\n',
      tagSigns,
    ),
    given: question.given && joinListed(question.given, '\n', factSigns),
    picture: question.picture?.file,
    alt: question.picture?.alt,
  }
  return bankColumns.map(({ field }) => ({
    value: (field === 'option' ? options.shift() : told[field]) || null,
    style: styleOf(field),
  }))
}

/** The sheet as it came, with what is wrong. */
export function writeBankProblems(
  banks: BankNames[],
  came: BankSheet,
  errors: CellError[],
): Promise<Uint8Array> {
  const looks = came.columns.map((one) => one && { width: one.width, style: styleOf(one.field) })
  const sheet: Sheet = {
    ...frameSheet(banks, came.columns, came.headingRow),
    ...markFaults(came, errors, looks),
  }
  return writeSpreadsheet([sheet, writeGuide(banks), writeLists(banks)])
}

function styleOf(field: BankField): SheetStyle {
  return short.has(field) ? 'centred' : 'text'
}

function streamBank(banks: BankNames[], rows: StyledCell[][]): Promise<Readable> {
  async function* tell() {
    for (const row of rows) yield layRow(widths, row)
  }
  const sheet: Sheet = {
    ...frameSheet(banks, bankColumns, 0),
    widths,
    rows: [bankColumns.map((one) => ({ value: one.heading, style: 'heading' }))],
    heights: { 0: headHeight },
  }
  return streamSpreadsheet([sheet, writeGuide(banks), writeLists(banks)], tell())
}

/** What a sheet of questions has besides its rows: head that stays, lists to choose from. */
function frameSheet(
  banks: BankNames[],
  columns: (BankColumn | null)[],
  headingRow: number,
): Omit<Sheet, 'rows' | 'widths'> {
  const lengths: Partial<Record<BankField, number>> = {
    bank: banks.length,
    kind: Object.keys(kindNames).length,
    difficulty: difficultyNames.length,
  }
  return {
    name: bankSheetName,
    freeze: { rows: headingRow + 1, columns: 1 },
    landscape: true,
    pagesWide: 2,
    columnStyles: Object.fromEntries(columns.flatMap((one, at) => (one ? [[at, styleOf(one.field)]] : []))),
    checks: Object.entries(lengths).flatMap(([field, length], list) => {
      const column = columns.findIndex((one) => one?.field === field)
      if (column < 0) return []
      const title = columns[column]!.heading
      return {
        kind: 'list' as const,
        column,
        rows: [headingRow + 1, headingRow + questionsImportedAtMost] satisfies [number, number],
        title,
        message: `请从下拉列表中选择${title}。`,
        source: { sheet: bankListName, column: list, length: Math.max(1, length) },
      }
    }),
  }
}

function writeLists(banks: BankNames[]): Sheet {
  const kinds = Object.values(kindNames)
  const rows = Array.from({ length: Math.max(banks.length, kinds.length) }, (_, row) => [
    banks[row]?.title ?? null,
    kinds[row] ?? null,
    difficultyNames[row] ?? null,
  ])
  return { name: bankListName, widths: [30, 12, 8], rows, hidden: true }
}

function writeGuide(banks: BankNames[]): Sheet {
  const steps = [
    '一道题填一行。代号用小写字母、数字和连字符，定了不再改；同一代号再次导入，是修改这道题。',
    '答案：单选填字母，如 B；多选如 A、C；判断填“正确”或“错误”；填空每个空一组，空与空用“；”隔开，都算对的写法用“／”隔开，如 二十／20；七／7，写法里本来就有“／”“；”的，在它前面加反斜线，如 m\\/s；排序题的选项按正确的顺序写，答案留空。',
    '填空题的题干里，每个空写成四个下划线 ____。',
    '依据一行一条，写作“安全生产法 第五条”，不写款、项；不是法条的知识，在“来源”写明标准或指南的名称。',
    '标签一行一个，可用的标签见下；情景事实是题干里自己设的数，如“120人”，条文里不会有。',
    '图片填题库里已有图片的文件名，新图先在导入页上传；“图片说明”写给看不见图的人。',
    '有一处要更正，就都不导入；内容没有变的题不重复导入。新写和修改的题由另一位同事审核后才用。',
  ]
  const covered = { value: null, style: 'plain' as const }
  return {
    name: '填表说明',
    merges: steps.map((_, row) => ({ row, column: 0, columns: 3 })),
    heights: Object.fromEntries(steps.map((_, at) => [at, 34])),
    widths: [28, 28, 60],
    rows: [
      ...steps.map((step, at) => [{ value: `${at + 1}. ${step}`, style: 'line' as const }, covered, covered]),
      ['题库', '标签', '标签的意思'].map((value) => ({ value, style: 'heading' as const })),
      ...banks.flatMap((bank) =>
        Object.entries(bank.tags).map(([tag, meaning]) => [bank.title, tag, meaning]),
      ),
    ],
  }
}
