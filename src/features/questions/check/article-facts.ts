import type { LawArticle, LawText } from '../../laws/law-text.ts'
import { readFigures, signOf } from './figures.ts'
import { readReferences } from './references.ts'

/** What an article states, ready to be compared with what a question states. */
export interface ArticleFacts {
  law: string
  label: string
  text: string
  /** `20000元以上`, `20000元` and `20000`. */
  figures: Set<string>
  /** How many its lists have: 「下列职责：（一）…（七）」 makes seven, 「红色、橙色、黄色和蓝色」 four. */
  listLengths: Set<number>
  /** `条21`, `款2`, `项3`, `章2`: its own parts and what it refers to. */
  references: Set<string>
}

export function readArticleFacts(law: LawText, article: LawArticle): ArticleFacts {
  const figures = new Set<string>()
  for (const { value, unit, bound } of readFigures(article.text)) {
    figures.add(signOf({ value, unit, bound }))
    figures.add(signOf({ value, unit, bound: null }))
    figures.add(String(value))
  }
  // 「2021年修正的…」: years of the law itself.
  for (const [year] of `${law.version} ${law.preamble}`.matchAll(/(?:19|20)\d\d(?=[-年])/g))
    figures.add(`${year}年`)
  const lines = article.text.split('\n')
  const items = lines.map((line) => /^[(（][一二三四五六七八九十]+[)）]/.test(line))
  const references = new Set(readReferences(article.text).map((one) => one.kind + one.number))
  const own = article.inserted === null ? '' : `-${article.inserted}`
  references.add(`条${article.number}${own}`)
  for (const { kind, number } of readReferences(article.chapter)) references.add(kind + number)
  const paragraphs = items.filter((isItem) => !isItem).length
  for (let number = 1; number <= paragraphs; number += 1) references.add(`款${number}`)
  const listLengths = new Set([...measureLists(items), ...measureEnumerations(article.text)])
  for (let number = 1; number <= Math.max(0, ...measureLists(items)); number += 1)
    references.add(`项${number}`)
  return { law: law.name, label: article.label, text: article.text, figures, listLengths, references }
}

function measureLists(items: boolean[]): Set<number> {
  const lengths = new Set<number>()
  let length = 0
  for (const isItem of [...items, false]) {
    if (!isItem && length > 0) lengths.add(length)
    length = isItem ? length + 1 : 0
  }
  return lengths
}

function measureEnumerations(text: string): number[] {
  return text.split(/[,，;；。:：\n]/).flatMap((clause) =>
    [clause, ...clause.split('的')].flatMap((part) => {
      const parts = part.split('、')
      if (parts.length < 2) return []
      return /[和及与或]/.test(parts.at(-1)!) ? [parts.length, parts.length + 1] : [parts.length]
    }),
  )
}
