import { describe, expect, it } from 'vitest'
import { editDistance, matchUnits } from './rules.ts'

const units = [
  { code: 'zezhou', name: '泽州县', names: ['泽州', '泽州县安委办'], pinyin: 'zzx zezhouxian' },
  { code: 'gaoping', name: '高平市', names: ['高平'], pinyin: 'gps gaopingshi' },
  { code: 'jiaoyu', name: '市教育局', names: ['教育局', '教体局'], pinyin: 'sjyj shijiaoyuju' },
]
const first = (text: string) => matchUnits(units, text, 5)[0]?.code

describe('finding a unit by what people type', () => {
  it.each([
    ['泽州县', 'zezhou'],
    ['泽州', 'zezhou'],
    ['zzx', 'zezhou'],
    ['ZZX', 'zezhou'],
    ['zezhou', 'zezhou'],
    ['gaoping', 'gaoping'],
    ['gaopign', 'gaoping'],
    ['泽洲县', 'zezhou'],
    ['泽洲', 'zezhou'],
    ['zzs', 'zezhou'],
    ['zezhuo', 'zezhou'],
    ['gaopig', 'gaoping'],
    ['市教局', 'jiaoyu'],
    ['教体局', 'jiaoyu'],
    ['教 育 局', 'jiaoyu'],
    ['sjyj', 'jiaoyu'],
  ])('%s means %s', (text, code) => expect(first(text)).toBe(code))
  it('offers nothing for a text that fits nothing', () => expect(matchUnits(units, '水利', 5)).toEqual([]))
  it('does not guess while a name fits as it is written', () =>
    expect(matchUnits(units, '教育局', 5).map((one) => one.code)).toEqual(['jiaoyu']))
  it('counts a swap of neighbours as one error', () => expect(editDistance('abcd', 'abdc')).toBe(1))
})
