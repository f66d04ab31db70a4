import type { Connection } from '../../../platform/server/database.ts'
import { readBasis } from '../../laws/read-basis.ts'
import { loadLawTexts } from '../../laws/server/load-law-texts.ts'
import { readLaws } from '../../laws/server/read-laws.ts'
import { shortNameOf } from '../../laws/citations.ts'
import { checkStatements } from '../check/check-statements.ts'
import { createComparison, createFinder } from '../check/find-articles.ts'
import type { ArticleFacts } from '../check/article-facts.ts'
import type { Question } from '../question.ts'

/** What the loaded texts say against a question; null when it cites no article or a law whose text is not loaded. */
export async function compareWithTexts(db: Connection, question: Question): Promise<string[] | null> {
  const cited = question.basis.map(readBasis)
  if (cited.length === 0 || cited.includes(null)) return null
  const register = await readLaws()
  const names = cited.map((basis) => {
    const law = register.find(
      (one) =>
        shortNameOf(one) === basis!.law || one.shortNames.includes(basis!.law) || one.name === basis!.law,
    )
    return law?.name ?? basis!.law
  })
  const texts = await loadLawTexts(db, [...new Set(names)])
  if (names.some((name) => !texts.some((text) => text.name === name))) return null
  const findArticle = createFinder(register, texts)
  const found = question.basis.map(findArticle)
  const missing = found.filter((one): one is string => typeof one === 'string')
  if (missing.length > 0) return missing
  const articles = found as ArticleFacts[]
  const closer = createComparison(texts)(question, articles)
  return [
    ...checkStatements(question, articles).map(({ part, message }) => `${part}：${message}`),
    ...(closer ? [`题目更像是《${closer.law}》${closer.label}的内容，请核对条号`] : []),
  ]
}
