import { describe, expect, it, test } from 'vitest'
import { readChineseNumber, sayChineseNumber } from '../../platform/shared/chinese-number.ts'
import { checkBasis, readCitations } from './citations.ts'
import { readLaws } from './server/read-laws.ts'

const laws = await readLaws()
const brief = (text: string) =>
  readCitations(text, laws).map((one) =>
    [
      one.law?.name.replace('中华人民共和国', '') ?? `?${one.lawName}`,
      one.article,
      one.inserted,
      one.paragraph,
      one.item,
    ]
      .map((part) => part ?? '-')
      .join(' '),
  )

describe('legal bases as people write them', () => {
  it.each([
    ['安全生产法第九十四条第一款', ['安全生产法 94 - 1 -']],
    ['《消防法》第60条', ['消防法 60 - - -']],
    ['《中华人民共和国安全生产法》（2021年修正）第九十九条第（一）项', ['安全生产法 99 - - 1']],
    [
      '违反了《安全生产法》第三十六条第二款，依据第九十九条第三项',
      ['安全生产法 36 - 2 -', '安全生产法 99 - - 3'],
    ],
    ['刑法第一百三十四条之一', ['刑法 134 1 - -']],
    ['《刑法》第133条之1第一款', ['刑法 133 1 1 -']],
    ['安全生产法第二十五条、第一百零一条第（六）项', ['安全生产法 25 - - -', '安全生产法 101 - - 6']],
    ['根据安全生产法第114条和刑法第一百三十四条', ['安全生产法 114 - - -', '刑法 134 - - -']],
    ['安全生产法 第 四十一 条', ['安全生产法 41 - - -']],
    ['道交法第九十一条', ['道路交通安全法 91 - - -']],
    ['安全生产法１０２条', ['安全生产法 102 - - -']],
    ['《危险化学品安全管理条例》第八十条第一款第二项', ['危险化学品安全管理条例 80 - 1 2']],
    ['某省安全生产条例第十条', ['?某省安全生产条例 10 - - -']],
    ['某市道路交通安全法第十条', ['?某市道路交通安全法 10 - - -']],
    ['第九十四条', ['? 94 - - -']],
    ['安全生产法', []],
  ])('%s', (text, expected) => expect(brief(text)).toEqual(expected))
})

describe('the answer', () => {
  const answer = (text: string, decidedOn: string | null = '2022-06-10') =>
    checkBasis(text, laws, decidedOn).map((one) => one.kind)

  it.each([
    ['安全生产法第一条', ['found']],
    ['安全生产法第一百一十九条', ['found']],
    ['安全生产法第一百二十条', ['missing']],
    ['安全生产法第零条', ['missing']],
    ['安全生产法第九十四条之一', ['missing']],
    ['消防法第六十条、第七十五条', ['found', 'missing']],
    ['刑法第四百五十二条', ['found']],
    ['刑法第四百五十三条', ['missing']],
    ['刑法第一百三十四条之一', ['found']],
    ['刑法第一百三十四条之二', ['missing']],
    ['刑法第二百五十三条之一', ['unknown']],
    ['某省安全生产条例第十条', ['unknown']],
    ['第九十四条', ['unknown']],
    ['安全生产法', ['unread']],
    ['', ['unread']],
  ])('%s: %j', (text, expected) => expect(answer(text)).toEqual(expected))

  it('says so where the version is younger than the decision', () => {
    expect(answer('突发事件应对法第九十条', '2022-06-10')).toEqual(['unknown'])
    expect(answer('突发事件应对法第九十条', '2025-06-10')).toEqual(['found'])
    expect(answer('突发事件应对法第九十条', null)).toEqual(['found'])
  })

  it('is a sentence', () => {
    expect(checkBasis('安全生产法第150条', laws, null)[0]!.message).toBe(
      '《安全生产法》没有第一百五十条（2021年6月10日的版本，共 119 条），请核对。',
    )
  })
})

test('numbers in words come back as they went', () => {
  for (let value = 1; value < 1000; value += 1) expect(readChineseNumber(sayChineseNumber(value))).toBe(value)
  expect(readChineseNumber('一〇五')).toBe(105)
  expect(readChineseNumber('一千零二')).toBe(1002)
  expect(readChineseNumber('条')).toBeNull()
})

test('the register is well-formed', () => {
  expect(laws.length).toBeGreaterThan(15)
  const names = laws.flatMap((law) => [law.name, ...law.shortNames])
  expect(new Set(names).size).toBe(names.length)
  for (const law of laws) {
    expect(law.version).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    for (const one of law.inserted) expect(one).toMatch(/^\d+-\d+$/)
  }
})
