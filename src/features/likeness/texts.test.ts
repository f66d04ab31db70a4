import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { createChance } from '../../../tests/support/pictures/chance.ts'
import { rewriteReport, writeReport } from '../../../tests/support/write-text.ts'
import type { Pool } from '../../platform/server/database.ts'
import { findSimilarTexts } from './server/find-similar-texts.ts'
import { removeTextFingerprint, storeTextFingerprint } from './server/store-text-fingerprint.ts'
import { computeBands, normaliseText, shareInCommon, shingleText } from './text-shingles.ts'

let pool: Pool
const at = new Date('2030-06-12T01:00:00Z')
const kind = 'report'

beforeAll(async () => {
  pool = await createTestDatabase()
})
afterAll(() => pool.close())

const store = (id: string, text: string) => storeTextFingerprint(pool.db, { kind, id, text, at })
const find = (text: string, id?: string) =>
  findSimilarTexts(pool.db, { text, limit: 5, ...(id ? { exclude: { kind, id } } : {}) })

test('a report handed in again is found; reports that share formulas are not', async () => {
  const reports = Array.from({ length: 300 }, (_, number) => writeReport(createChance(number + 70_000)))
  for (const [number, text] of reports.entries()) await store(`r${number}`, text)
  let found = 0
  for (let number = 0; number < 40; number += 1) {
    const again = await find(rewriteReport(createChance(number + 90_000), reports[number]!))
    if (again[0]?.id === `r${number}`) found += 1
  }
  expect(found).toBeGreaterThanOrEqual(38)
  for (let number = 40; number < 300; number += 1)
    expect(await find(reports[number]!, `r${number}`)).toEqual([])
})

test('punctuation, spaces and full-width figures do not make another text', async () => {
  const text = '6月8日上午，东县应急局在人民广场开展安全宣传咨询日活动，发放资料1200份，接受群众咨询300人次。'
  await store('square', text)
  const found = await find(text.replace('1200', '１２００').replaceAll('，', '， \n').replace('。', ''))
  expect(found).toEqual([{ kind, id: 'square', score: 1 }])
})

test('short texts are nobody’s own', async () => {
  const short = '本周无新增情况，各项工作正常开展，未发生安全事故。'
  await store('short', short)
  expect(await find(short)).toEqual([])
})

test('a text stored again takes the place of the former, and a removed one is gone', async () => {
  const [before, after] = [writeReport(createChance(1)), writeReport(createChance(2))]
  await store('draft', before)
  await store('draft', after)
  expect(await find(before)).toEqual([])
  expect(await find(after)).toEqual([{ kind, id: 'draft', score: 1 }])
  await removeTextFingerprint(pool.db, { kind, id: 'draft' })
  expect(await find(after)).toEqual([])
})

test('a formula that thousands write does not hide a true copy', async () => {
  const formula = writeReport(createChance(7)).slice(0, 60)
  const bands = computeBands(shingleText(normaliseText(formula)))
  const columns = bands.map((_, band) => `band_${band}`).join(', ')
  await pool.pg.query(
    `insert into text_fingerprint (kind, id, shingles, ${columns}, stored_at)
     select 'crowd', n::text, array[n], ${bands.join(', ')}, $1 from generate_series(1, 3000) n`,
    [at],
  )
  const own = `${formula}${writeReport(createChance(8))}`
  await store('own', own)
  expect((await find(own)).map((one) => one.id)).toEqual(['own'])
})

test('what long texts have in common is told from a part of it', () => {
  const chance = createChance(3)
  const long = Array.from({ length: 20 }, () => writeReport(chance)).join('')
  const shingles = shingleText(normaliseText(long))
  expect(shingles.length).toBe(1_024)
  expect(shareInCommon(shingles, shingles)).toBe(1)
  const mostly = shingleText(normaliseText(long.slice(0, Math.floor(long.length * 0.95))))
  expect(shareInCommon(shingles, mostly)).toBeGreaterThan(0.85)
  const other = shingleText(normaliseText(Array.from({ length: 20 }, () => writeReport(chance)).join('')))
  expect(shareInCommon(shingles, other)).toBeLessThan(0.65)
})
