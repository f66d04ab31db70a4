import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toDraft, readDraft } from './desk/question-draft.ts'
import { type Question, questionSchema } from './question.ts'
import { openBankSheet } from './server/open-bank-sheet.ts'
import { readQuestionRow } from './server/read-question-row.ts'
import { writeBankExport } from './server/write-bank-sheet.ts'

const bank = { key: 'lantern', title: '灯会安全', tags: { fire: '火灾', ways: '水、电；气' } }
const file = 'lamp.svg'
/** Signs that a sheet or a field gives a meaning to, among others. */
const sign = fc.constantFrom(...'／/；;、，\\=+-@_x0041A甲二十5% \n', '\\/', '😀')
const text = fc
  .array(sign, { minLength: 1, maxLength: 12 })
  .map((signs) => signs.join('').trim())
  .filter((one) => one !== '')
/** What a field of one line can hold. */
const line = text.map((one) => one.replaceAll('\n', ' ').trim()).filter((one) => one !== '')
const distinct = (least: number, most: number) =>
  fc.uniqueArray(line, { minLength: least, maxLength: most, selector: (one) => one.trim() })

const answered: fc.Arbitrary<object> = fc.oneof(
  distinct(3, 6).map((options) => ({ kind: 'single', options, answer: options.length })),
  distinct(4, 8).map((options) => ({ kind: 'multiple', options, answers: [1, options.length] })),
  fc.boolean().map((answer) => ({ kind: 'judge', answer })),
  distinct(3, 6).map((options) => ({ kind: 'order', options })),
  fc
    .array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
    .map((blanks) => ({ kind: 'blank', blanks })),
)
const question = fc
  .record({
    answered,
    given: fc.array(text, { minLength: 1, maxLength: 3 }),
    explanation: line,
    alt: line,
    tags: fc.constantFrom(['fire'], ['ways'], ['fire', 'ways']),
    pictured: fc.boolean(),
  })
  .map(({ answered, given, explanation, alt, tags, pictured }) => {
    const gaps = 'blanks' in answered ? (answered.blanks as string[][]).map(() => '____').join('和') : ''
    return questionSchema.parse({
      key: 'lantern-one',
      stem: `问：${given.join('与')}${gaps}。`,
      explanation,
      basis: ['灯会安全条例 第五条', '灯会安全条例 第五条之一'],
      given,
      tags,
      difficulty: 2,
      ...(pictured ? { picture: { file, alt } } : {}),
      ...answered,
    })
  })

it('a question that is exported and imported again is the same, whatever its answers hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 5 }), async (questions) => {
      const written = await buffer(
        await writeBankExport(
          [bank],
          questions.map((one) => ({ bank: bank.key, question: one })),
        ),
      )
      const sheet = await openBankSheet(written.toString('base64'))
      const read = sheet.rows.map(({ cells }) =>
        readQuestionRow(cells, sheet.columns, { banks: [bank], pictures: new Set([file]) }),
      )
      expect(read.flatMap((one) => one.errors)).toEqual([])
      expect(read.map((one) => one.question)).toEqual(questions)
    }),
    { numRuns: 60 },
  )
})

it('a question that is opened in the editor and kept is the same', () => {
  fc.assert(
    fc.property(question, (one: Question) => {
      expect(questionSchema.parse(readDraft(toDraft(bank.key, one)))).toEqual(one)
    }),
  )
})
