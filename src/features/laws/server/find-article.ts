import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type Law, hasArticle, sayArticle, shortNameOf } from '../citations.ts'
import { type ArticleView, noSuchArticle } from '../contract.ts'
import { readLaws } from './read-laws.ts'

const source = '文本来自公开法规库，以公报为准。'
const missing = '这里没有载入这部法律的文本，只能给出条号；请查阅公报或国家法律法规数据库。'

/** `article` is `21` or `133-1`; without `version` the newest that is loaded. */
export async function findArticle(
  db: Connection,
  { law: written, article, version }: { law: string; article: string; version?: string | undefined },
): Promise<ArticleView> {
  const known = (await readLaws()).find((law) => isCalled(law, written))
  const [number, inserted = 0] = article.split('-').map(Number) as [number, number?]
  const one = { article: number, inserted: inserted === 0 ? null : inserted }
  const names = known ? [known.name] : [written, `中华人民共和国${written}`]
  const rows = await db
    .selectFrom('law as l')
    .leftJoin('law_article as a', (join) =>
      join
        .onRef('a.law_name', '=', 'l.name')
        .onRef('a.law_version', '=', 'l.version')
        .on('a.number', '=', number)
        .on('a.inserted', '=', inserted),
    )
    .where('l.name', 'in', names)
    .select(['l.name', 'l.version', 'a.label', 'a.chapter', 'a.text'])
    .orderBy('l.version', 'desc')
    .execute()
  const row = version ? rows.find((each) => each.version === version) : rows[0]
  const name = rows[0]?.name ?? known?.name
  if (!name || (version && !row)) throw new ProblemError(notFound)
  if (row ? row.text === null : known && hasArticle(known, one) === false)
    throw new ProblemError(noSuchArticle)
  return {
    law: { name, shortName: shortNameOf({ name }) },
    label: row?.label ?? sayArticle(one),
    version: row?.version ?? known!.version,
    versions: rows.map((each) => each.version),
    chapter: row?.chapter ?? '',
    paragraphs: row?.text?.split('\n') ?? null,
    note: row ? source : missing,
  }
}

function isCalled(law: Law, written: string): boolean {
  return law.name === written || shortNameOf(law) === written || law.shortNames.includes(written)
}
