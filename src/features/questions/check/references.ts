import { readChineseNumber } from '../../../platform/shared/chinese-number.ts'
import { toPlain } from './plain-text.ts'

/** 「第五条」, 「第二款」, 「第(三)项」, 「第三章」 within a sentence. */
export interface Reference {
  written: string
  kind: '条' | '款' | '项' | '章'
  /** `21`, for 之一 `21-1`. */
  number: string
}

const reference = /第\(?([零一二三四五六七八九十百千\d]+)\)?(条|款|项|章)(?:之([一二三四五六七八九十]))?/g

export function readReferences(text: string): Reference[] {
  return [...toPlain(text).matchAll(reference)].flatMap((match) => {
    const number = readChineseNumber(match[1]!)
    if (number === null) return []
    const inserted = match[3] ? `-${readChineseNumber(match[3])}` : ''
    return { written: match[0], kind: match[2] as Reference['kind'], number: `${number}${inserted}` }
  })
}
