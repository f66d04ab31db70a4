import type { Law } from '../../laws/citations.ts'
import type { LawText } from '../../laws/law-text.ts'
import { readBasis } from '../../laws/read-basis.ts'
import type { Question } from '../question.ts'
import { type ArticleFacts, readArticleFacts } from './article-facts.ts'
import { type ArticleIndex, findCloserArticle, indexArticles } from './closest-article.ts'

/** The article that a basis names, or a sentence why there is none. */
export function createFinder(register: readonly Law[], texts: readonly LawText[]) {
  const newest = findNewest(texts)
  const byName = new Map<string, LawText>()
  for (const law of newest.values())
    byName.set(law.name.replace(/^中华人民共和国/, ''), law).set(law.name, law)
  for (const law of register)
    for (const name of law.shortNames) if (newest.has(law.name)) byName.set(name, newest.get(law.name)!)
  const facts = new Map<string, ArticleFacts>()
  return (written: string): ArticleFacts | string => {
    const known = facts.get(written)
    if (known) return known
    const basis = readBasis(written)
    if (!basis) return `“${written}”没有写成“法律名 第几条”`
    const law = byName.get(basis.law)
    if (!law) return `没有《${basis.law}》的文本，无法核对“${written}”`
    const article = law.articles.find(
      (one) => one.number === basis.article && one.inserted === basis.inserted,
    )
    if (!article) return `《${basis.law}》（${law.version} 版本）没有这一条：${written}`
    const read = readArticleFacts(law, article)
    facts.set(written, read)
    return read
  }
}

/** Of the laws that are cited, the one that none of the cited articles fits. */
export function createComparison(texts: readonly LawText[]) {
  const indexes = new Map<string, ArticleIndex>()
  return (question: Question, articles: ArticleFacts[]): { law: string; label: string } | null => {
    const misfits = [...new Set(articles.map(({ law }) => law))].map((law) => {
      const index = indexes.get(law) ?? indexArticles(findNewest(texts).get(law)!)
      indexes.set(law, index)
      const own = articles.filter((one) => one.law === law).map((one) => one.label)
      const label = findCloserArticle(question, new Set(own), index)
      return label ? { law, label } : null
    })
    return misfits.includes(null) ? null : (misfits[0] ?? null)
  }
}

function findNewest(texts: readonly LawText[]): Map<string, LawText> {
  const newest = new Map<string, LawText>()
  for (const text of texts) {
    const known = newest.get(text.name)
    if (!known || known.version < text.version) newest.set(text.name, text)
  }
  return newest
}
