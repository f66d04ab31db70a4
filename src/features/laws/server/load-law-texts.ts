import type { Connection } from '../../../platform/server/database.ts'
import type { LawText } from '../law-text.ts'

/** The newest loaded version of each of these laws (full names), as the checks read it. */
export async function loadLawTexts(db: Connection, names: string[]): Promise<LawText[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('law_article as a')
    .where('a.law_name', 'in', names)
    .where('a.law_version', '=', (eb) =>
      eb
        .selectFrom('law as l')
        .whereRef('l.name', '=', 'a.law_name')
        .select((max) => max.fn.max('l.version').as('newest')),
    )
    .select(['a.law_name', 'a.law_version', 'a.number', 'a.inserted', 'a.label', 'a.chapter', 'a.text'])
    .orderBy('a.law_name')
    .orderBy('a.number')
    .orderBy('a.inserted')
    .execute()
  return [...new Set(rows.map((row) => row.law_name))].map((name) => {
    const own = rows.filter((row) => row.law_name === name)
    return {
      name,
      version: own[0]!.law_version,
      preamble: '',
      articles: own.map(({ number, inserted, label, chapter, text }) => ({
        number,
        inserted: inserted === 0 ? null : inserted,
        label,
        chapter,
        text,
      })),
    }
  })
}
