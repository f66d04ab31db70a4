import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { LawText } from '../../laws/law-text.ts'
import type { Law } from '../../laws/citations.ts'
import type { ArticleFacts } from '../check/article-facts.ts'
import { checkStatements } from '../check/check-statements.ts'
import { createComparison, createFinder } from '../check/find-articles.ts'
import { findNearStems } from '../check/near-stems.ts'
import type { Question } from '../question.ts'
import { type BankFailure, readBanks } from './read-bank.ts'
import { readPicture } from './read-picture.ts'

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
  const findCloser = createComparison(texts ?? [])
  const cited = new Set<string>()
  let checked = 0
  for (const { question, ...place } of all) {
    const fail = (message: string) => failures.push({ ...place, message })
    if (question.picture) {
      const read = await readPicture(folder, question.picture.file)
      if ('fault' in read) fail(read.fault)
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
    const closer = findCloser(question, articles)
    if (closer)
      fail(`题目更像是《${closer.law}》${closer.label}的内容，请核对条号（${question.basis.join('、')}）`)
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

async function listUnusedPictures(folder: string, questions: Question[]): Promise<string[]> {
  const used = new Set(questions.map((one) => one.picture?.file))
  const files = await readdir(path.join(folder, 'questions/pictures')).catch(() => [] as string[])
  return files.filter((file) => !used.has(file)).sort()
}
