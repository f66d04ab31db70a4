import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMarkedWords } from './rules.ts'

const marked = (text: string, ...words: string[]) =>
  findMarkedWords(text, words).map(({ from, to }) => text.slice(from, to))

test.each([
  ['请加微信联系', ['加微信'], ['加微信']],
  ['请加 微.信 联系', ['加微信'], ['加 微.信']],
  ['加ＱＱ群', ['加QQ'], ['加ＱＱ']],
  ['加qq群', ['加QQ'], ['加qq']],
  ['免费领取，免费领取', ['免费领取', '免费'], ['免费领取', '免费领取']],
  ['安全生产，人人有责', ['加微信'], []],
  ['𠮷野家加微信', ['加微信'], ['加微信']],
])('of 「%s」 the words %j mark %j', (text, words, found) => expect(marked(text, ...words)).toEqual(found))

test('a word is found wherever it stands, with whatever signs between its letters', () => {
  const noise = fc.string({ unit: fc.constantFrom(' ', '，', '-', '*', '\n', '·'), maxLength: 3 })
  fc.assert(
    fc.property(noise, noise, fc.string({ maxLength: 30 }), (one, other, before) => {
      const text = `${before}刷${one}单${other}`
      expect(
        findMarkedWords(text, ['刷单']).some(({ to, from }) => text.slice(from, to).includes('单')),
      ).toBe(true)
    }),
  )
})

test('marks lie inside the text and do not overlap', () => {
  const signs = fc.string({
    unit: fc.constantFrom('加', '微', '信', ' ', 'Q', 'ｑ', '㎏', '𠮷'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(signs, fc.array(signs, { maxLength: 4 }), (text, words) => {
      let last = 0
      for (const { from, to } of findMarkedWords(text, words)) {
        expect(from).toBeGreaterThanOrEqual(last)
        expect(to).toBeLessThanOrEqual(text.length)
        last = to
      }
    }),
  )
})
