import { normaliseText } from '../../likeness/text-shingles.ts'
import type { LawArticle, LawText } from '../../laws/law-text.ts'
import type { Question } from '../question.ts'
import { readStatements } from './statements.ts'

/**
 * A wrong number that leads to another existing article is found by the words: of all articles of a law, the cited one
 * has most of the question's rare pairs of signs. Measured over 700 questions: a question's best cited article was the
 * closest of its law every time, and had 0.7 of the closest one's weight in 0.3 % of wrong numbers only.
 */
const enough = 0.7

export interface ArticleIndex {
  articles: { label: string; pairs: Set<string> }[]
  /** How little is said by a pair: in how many articles it stands. */
  frequency: Map<string, number>
}

export function indexArticles(law: LawText): ArticleIndex {
  const articles = law.articles.map(({ label, text }: LawArticle) => ({ label, pairs: readPairs(text) }))
  const frequency = new Map<string, number>()
  for (const { pairs } of articles)
    for (const pair of pairs) frequency.set(pair, (frequency.get(pair) ?? 0) + 1)
  return { articles, frequency }
}

/** The article of a law that the question speaks of where it cites only others; null where it cites the right one. */
export function findCloserArticle(
  question: Question,
  cited: Set<string>,
  index: ArticleIndex,
): string | null {
  const told = readStatements(question).map(({ text }) => text)
  // A false statement speaks of its article as well.
  const pairs = readPairs([...told, question.stem].join('。'))
  const count = index.articles.length
  let [closest, own] = [{ label: '', weight: 0 }, 0]
  for (const article of index.articles) {
    let weight = 0
    for (const pair of pairs)
      if (article.pairs.has(pair)) weight += Math.log((count + 1) / index.frequency.get(pair)!)
    if (weight > closest.weight) closest = { label: article.label, weight }
    if (cited.has(article.label)) own = Math.max(own, weight)
  }
  return own < enough * closest.weight ? closest.label : null
}

function readPairs(text: string): Set<string> {
  const signs = [...normaliseText(text)]
  return new Set(signs.slice(1).map((sign, at) => signs[at]! + sign))
}
