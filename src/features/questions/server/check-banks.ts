import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { LawText } from '../../laws/law-text.ts'
import { readBasis } from '../../laws/read-basis.ts'
import type { Law } from '../../laws/citations.ts'
import { type ArticleFacts, readArticleFacts } from '../check/article-facts.ts'
import { checkStatements } from '../check/check-statements.ts'
import { findNearStems } from '../check/near-stems.ts'
import type { Question } from '../question.ts'
import { findPictureFault } from './check-pictures.ts'
import { type BankFailure, readBanks } from './read-bank.ts'

export interface BankReport {
  passed: boolean
  questions: number
  /** Compared with the texts of their articles. */
  checked: number
  /** Different articles that were cited. */
  articles: number
  /** Keys of questions that cite a source and no article. */
  notCheckable: string[]
  /** Pairs of questions that ask nearly the same; to be looked at, no failure. */
  nearStems: { keys: [string, string]; share: number }[]
  unusedPictures: string[]
  failures: BankFailure[]
}

/** Checks all questions of a campaign's folder; without texts (null) the articles are not opened. */
export async function checkBanks(
  folder: string,
  register: readonly Law[],
  texts: readonly LawText[] | null,
): Promise<BankReport> {
  const { banks, failures } = await readBanks(folder)
  const all = banks.flatMap(({ file, bank, lineOf }) =>
    bank.questions.map((question, index) => ({ file, line: lineOf(index), key: question.key, question })),
  )
  failures.push(...findRepeatedKeys(all))
  const findArticle = createFinder(register, texts ?? [])
  const cited = new Set<string>()
  let checked = 0
  for (const { question, ...place } of all) {
    const fail = (message: string) => failures.push({ ...place, message })
    if (question.picture) {
      const fault = await findPictureFault(folder, question.picture.file)
      if (fault) fail(fault)
    }
    if (texts === null || question.basis.length === 0) continue
    checked += 1
    const articles: ArticleFacts[] = []
    for (const basis of question.basis) {
      const article = findArticle(basis)
      if (typeof article === 'string') fail(article)
      else {
        articles.push(article)
        cited.add(article.law + article.label)
      }
    }
    if (articles.length < question.basis.length) continue
    for (const { part, message } of checkStatements(question, articles))
      fail(`${part}：${message}（${question.basis.join('、')}）`)
  }
  return {
    passed: failures.length === 0,
    questions: all.length,
    checked,
    articles: cited.size,
    notCheckable: all.filter(({ question }) => question.basis.length === 0).map(({ key }) => key),
    nearStems: findNearStems(all.map(({ question }) => question)),
    unusedPictures: await listUnusedPictures(
      folder,
      all.map(({ question }) => question),
    ),
    failures,
  }
}

function findRepeatedKeys(all: { file: string; line: number; key: string }[]): BankFailure[] {
  const seen = new Map<string, string>()
  return all.flatMap(({ file, line, key }) => {
    const first = seen.get(key)
    if (!first) seen.set(key, `${file}:${line}`)
    return first ? [{ file, line, key, message: `代号与 ${first} 的题重复` }] : []
  })
}

/** The article that a basis names, or a sentence why there is none. */
function createFinder(register: readonly Law[], texts: readonly LawText[]) {
  const newest = new Map<string, LawText>()
  for (const text of texts) {
    const known = newest.get(text.name)
    if (!known || known.version < text.version) newest.set(text.name, text)
  }
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

async function listUnusedPictures(folder: string, questions: Question[]): Promise<string[]> {
  const used = new Set(questions.map((one) => one.picture?.file))
  const files = await readdir(path.join(folder, 'questions/pictures')).catch(() => [] as string[])
  return files.filter((file) => !used.has(file)).sort()
}
