import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { sameText } from '../rules.ts'
import { shareInCommon } from '../text-shingles.ts'
import { fingerprintText } from './fingerprint-text.ts'
import type { TextName } from './store-text-fingerprint.ts'

export interface SimilarText extends TextName {
  /** Share in common, at least `sameText`; 1 = the same but for punctuation and spaces. */
  score: number
}

/**
 * Rows taken per band, and candidates compared. A band in which more than these agree is made of a formula that
 * everybody writes; a true copy agrees in the other bands as well, so it comes first all the same.
 */
const mostRows = 200
const mostCompared = 60

/** Stored texts that are nearly this one, best first. */
export async function findSimilarTexts(
  db: Connection,
  wanted: { text: string; exclude?: TextName; limit: number },
): Promise<SimilarText[]> {
  const own = fingerprintText(wanted.text)
  if (!own) return []
  const bands = own.bands.map(
    (key, band) =>
      sql`(select kind, id from text_fingerprint where ${sql.ref(`band_${band}`)} = ${key} limit ${mostRows})`,
  )
  const { rows } = await sql<TextName & { shingles: number[] }>`
    select t.kind, t.id, t.shingles
      from (select kind, id, count(*) as bands from (${sql.join(bands, sql` union all `)}) as found
             group by kind, id order by bands desc, kind, id limit ${mostCompared}) as likely
      join text_fingerprint t using (kind, id)`.execute(db)
  return rows
    .filter((row) => !(row.kind === wanted.exclude?.kind && row.id === wanted.exclude.id))
    .map(({ kind, id, shingles }) => ({ kind, id, score: shareInCommon(own.shingles, shingles) }))
    .filter((one) => one.score >= sameText)
    .sort((a, b) => b.score - a.score)
    .slice(0, wanted.limit)
}
