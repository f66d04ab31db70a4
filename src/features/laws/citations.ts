import { readChineseNumber, sayChineseNumber } from '../../platform/shared/chinese-number.ts'

/** What is known of a law: enough to say whether an article of that number exists. */
export interface Law {
  name: string
  shortNames: string[]
  /** Date of the version that was counted. */
  version: string
  /** Number of the last article. */
  articles: number
  /** Articles put in later, `133-1` for 第一百三十三条之一. */
  inserted: string[]
  /** Articles among which `inserted` is complete; null: the whole law. */
  insertedWithin: { from: number; to: number } | null
}

export interface Citation {
  /** The law's name in the register, or as it was written; empty when none was. */
  lawName: string
  law: Law | null
  article: number
  /** 之一 is 1. */
  inserted: number | null
  paragraph: number | null
  item: number | null
}

/**
 * `found`: such an article exists; `missing`: it does not; `unknown`: the law (or its version of then) is not in the
 * register; `unread`: no article was recognised.
 */
export interface Finding {
  kind: 'found' | 'missing' | 'unknown' | 'unread'
  message: string
}

const number = '[0-9零〇一二三四五六七八九十百千两]+'
const article = new RegExp(
  `第?(${number})条(?:之(${number}))?(?:第?(${number})款)?(?:第?\\(?(${number})\\)?项)?`,
  'g',
)

/** References as people write them: 「安全生产法第九十四条第一款」「《消防法》第60条」「刑法第一百三十四条之一」, several in a line. */
export function readCitations(text: string, laws: readonly Law[]): Citation[] {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  const found: Citation[] = []
  let end = 0
  let named: Pick<Citation, 'law' | 'lawName'> = { law: null, lawName: '' }
  for (const match of plain.matchAll(article)) {
    // Without a name of its own a reference is to the law before it: 「安全生产法第九十四条、第一百一十四条」.
    named = readLaw(plain.slice(end, match.index), laws) ?? named
    end = match.index + match[0].length
    const [, main, inserted, paragraph, item] = match.map((part) => (part ? readChineseNumber(part) : null))
    if (main === null || main === undefined) continue
    found.push({
      ...named,
      article: main,
      inserted: inserted ?? null,
      paragraph: paragraph ?? null,
      item: item ?? null,
    })
  }
  return found
}

const fillers =
  /^(?:[,，、;；。.:：和及与或]|以及|根据|依据|依照|按照|参照|适用|违反了?|涉嫌|构成|触犯了?|之?规定|的|并|处罚)+/
const place = /[省市县区州盟旗]$/

function readLaw(before: string, laws: readonly Law[]): Pick<Citation, 'law' | 'lawName'> | null {
  const quoted = [...before.matchAll(/《([^《》]+)》/g)].at(-1)?.[1]
  const written = (quoted ?? before)
    .replace(/[《》]/g, '')
    .replace(fillers, '')
    .replace(/\([^()]*\)$/, '')
  if (written === '') return null
  const names = laws.flatMap((law) => [law.name, ...law.shortNames].map((name) => ({ name, law })))
  const exact = names.find((one) => one.name === written)
  if (exact) return { law: exact.law, lawName: exact.law.name }
  if (quoted) return { law: null, lawName: written }
  // A sentence around it: the longest name that it ends with, unless that is the tail of a local regulation's name.
  const tail = names
    .filter((one) => written.endsWith(one.name) && !place.test(written.slice(0, -one.name.length)))
    .sort((a, b) => b.name.length - a.name.length)[0]
  return tail
    ? { law: tail.law, lawName: tail.law.name }
    : { law: null, lawName: written.split(/[,，、;；。]/).at(-1)! }
}

/** Answers for one line of legal basis. `decidedOn`: a version that is younger than the decision proves nothing. */
export function checkBasis(text: string, laws: readonly Law[], decidedOn: string | null): Finding[] {
  const citations = readCitations(text, laws)
  if (citations.length === 0)
    return [{ kind: 'unread', message: '没有认出条号，请写成“安全生产法第九十四条第一款”的样子。' }]
  return citations.map((one) => checkCitation(one, decidedOn))
}

function checkCitation(one: Citation, decidedOn: string | null): Finding {
  const { law } = one
  if (!law)
    return {
      kind: 'unknown',
      message: one.lawName
        ? `没有收录《${one.lawName}》，无法核对条号，请自行核对。`
        : `“${sayArticle(one)}”前没有写法律名称，无法核对。`,
    }
  const which = `《${shortNameOf(law)}》`
  if (decidedOn !== null && law.version > decidedOn)
    return {
      kind: 'unknown',
      message: `收录的${which}是${sayDate(law.version)}的版本，晚于处罚决定，无法核对当时的条号，请自行核对。`,
    }
  const exists = hasArticle(law, one)
  if (exists === null)
    return { kind: 'unknown', message: `没有收录${which}的全部增设条文，无法核对${sayArticle(one)}。` }
  if (!exists)
    return {
      kind: 'missing',
      message: `${which}没有${sayArticle(one)}（${sayDate(law.version)}的版本，共 ${law.articles} 条），请核对。`,
    }
  const inner = one.paragraph !== null || one.item !== null ? '；款、项请自行核对' : ''
  return { kind: 'found', message: `${which}有${sayArticle(one)}（${sayDate(law.version)}的版本）${inner}。` }
}

/** Null: the register cannot tell. */
export function hasArticle(law: Law, one: Pick<Citation, 'article' | 'inserted'>): boolean | null {
  if (one.article < 1 || one.article > law.articles) return false
  if (one.inserted === null) return true
  if (law.inserted.includes(`${one.article}-${one.inserted}`)) return true
  const { insertedWithin: within } = law
  return within && (one.article < within.from || one.article > within.to) ? null : false
}

export function sayArticle(one: Pick<Citation, 'article' | 'inserted'>): string {
  const inserted = one.inserted === null ? '' : `之${sayChineseNumber(one.inserted)}`
  return `第${one.article > 999 ? one.article : sayChineseNumber(one.article)}条${inserted}`
}

function sayDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export function shortNameOf(law: Pick<Law, 'name'>): string {
  return law.name.replace(/^中华人民共和国/, '')
}
