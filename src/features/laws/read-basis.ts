import { readChineseNumber } from '../../platform/shared/chinese-number.ts'

export interface Basis {
  /** As it was written, usually a short name. */
  law: string
  article: number
  /** 之一 is 1. */
  inserted: number | null
  /** In the address of an article: `21`, `133-1`. */
  path: string
}

/** 「安全生产法 第二十一条」 as a question cites it; null when it is written otherwise. */
export function readBasis(written: string): Basis | null {
  const parts = /^(\S+) 第([一二三四五六七八九十百千零〇]+)条(?:之([一二三四五六七八九十]+))?$/.exec(
    written.trim(),
  )
  const article = parts && readChineseNumber(parts[2]!)
  if (!parts || !article) return null
  const inserted = parts[3] ? readChineseNumber(parts[3]) : null
  return { law: parts[1]!, article, inserted, path: inserted ? `${article}-${inserted}` : String(article) }
}
