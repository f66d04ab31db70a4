import { expect, test } from 'vitest'
import { indexText, readReceipt, readSearch, spellReceipt } from './rules.ts'

test.each([
  ['燃气灶打不着火', '打不着', true],
  ['燃气灶，打不着火！', '灶打', true],
  ['ＬＰＧ 钢瓶', 'lpg', true],
  ['燃气灶打不着火', '着不打', false],
])('「%s」 searched for 「%s」: %s', (text, typed, found) => {
  const index = indexText([text])
  const { words, bigrams } = readSearch(typed)
  expect(bigrams.every((pair) => index.bigrams.includes(pair))).toBe(found)
  expect(words.every((word) => index.text.includes(word))).toBe(found)
})

test('words are searched one by one, and no pair reaches from one part into the next', () => {
  expect(readSearch(' 燃气  阀门。 ').words).toEqual(['燃气', '阀门'])
  expect(readSearch('，。').words).toEqual([])
  expect(indexText(['甲乙', '丙丁']).bigrams).toEqual(['甲乙', '丙丁'])
})

test('a receipt is read however it is typed', () => {
  const receipt = spellReceipt(Uint8Array.from({ length: 32 }, (_, at) => at * 7))
  expect(receipt).toMatch(/^HZ(-[2-9A-HJKMNP-Z]{4}){3}$/)
  expect(readReceipt(receipt.toLowerCase().replaceAll('-', ' '))).toBe(readReceipt(receipt))
})
