import { readChineseNumber } from '../../platform/shared/chinese-number.ts'

/** One article of one version of a law, as its text has it. */
export interface LawArticle {
  /** Number in the law; 之一 is `inserted` 1. */
  number: number
  inserted: number | null
  /** `第五条`, `第一百三十三条之一`. */
  label: string
  /** `第一章 总则`; empty where the law has no chapters. */
  chapter: string
  /** Paragraphs and items, one a line, without the label. */
  text: string
}

export interface LawText {
  name: string
  /** Date of the version, from the file's name. */
  version: string
  /** What stands before the articles: when it was passed and amended. */
  preamble: string
  articles: LawArticle[]
}

const label = /^(第([一二三四五六七八九十百千零〇]+)条(?:之([一二三四五六七八九十]+))?)[ 　\s]+/

/**
 * Reads `安全生产法(2021-06-10).md`: `# name`, `## 第一章 …`, paragraphs that begin with `第五条 …`. Null when the
 * file's name has no version date or the text no article.
 */
export function readLawText(fileName: string, text: string): LawText | null {
  const version = /[(（](\d{4}-\d{2}-\d{2})[)）]\.md$/.exec(fileName)?.[1]
  if (!version) return null
  let name = fileName.replace(/[(（].*$/, '')
  let chapter = ''
  let current: LawArticle | null = null
  const preamble: string[] = []
  const articles: LawArticle[] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const plain = line.replace(/<!--.*?-->/g, '').trim()
    if (plain === '') continue
    const heading = /^(#+)\s+(.+)$/.exec(plain)
    const start = label.exec(plain)
    if (heading) {
      if (heading[1] === '#') name = heading[2]!.trim()
      else if (/^第.+章/.test(heading[2]!)) chapter = sayChapter(heading[2]!)
    } else if (start) {
      current = {
        number: readChineseNumber(start[2]!)!,
        inserted: start[3] ? readChineseNumber(start[3]) : null,
        label: start[1]!,
        chapter,
        text: plain.slice(start[0].length),
      }
      articles.push(current)
    } else if (current) current.text += `\n${plain}`
    else preamble.push(plain)
  }
  return articles.length === 0 ? null : { name, version, preamble: preamble.join('\n'), articles }
}

/** 「第一章 总 则」 is spaced for print. */
function sayChapter(written: string): string {
  const [number, ...title] = written.trim().split(/\s+/)
  return title.length === 0 ? number! : `${number} ${title.join('')}`
}
