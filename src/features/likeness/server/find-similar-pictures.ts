import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { type Softened, comparePictures, soften } from '../compare-pictures.ts'
import { type SeenView, computeViews, keyCount, noKey, rankViews } from '../picture-hash.ts'
import { samePicture } from '../rules.ts'

export interface SimilarPicture {
  sha256: string
  /** 0 to 1; at least `samePicture`. */
  score: number
}

/** Bits of all keys in which a copy differs at most; half of them is chance. */
const mostBits = 46
/** Rows taken per region, and candidates compared pixel by pixel: bounds for a library full of one motif. */
const mostRows = 1_500
const mostCompared = 16
/** A comparison may start from a view that leads nowhere, so the first few near misses are tried from others too. */
const starts = 3
const mostRetried = 4
const nearMiss = 0.7

/** Other pictures that are this one, cut, shrunk, marked or lit differently; best first. Asks the database twice. */
export async function findSimilarPictures(
  db: Connection,
  wanted: { sha256: string; limit: number },
): Promise<SimilarPicture[]> {
  const own = await db
    .selectFrom('picture_fingerprint')
    .where('sha256', '=', wanted.sha256)
    .select('grey')
    .executeTakeFirst()
  if (!own?.grey) return []
  const picture = own.grey
  const { views, asked } = computeViews(picture)
  const candidates = (await findCandidates(db, wanted.sha256, asked))
    .map((row) => ({ sha256: row.sha256, nearest: rankViews(views, row.keys, starts) }))
    .filter((one) => one.nearest[0]!.bits <= mostBits)
    .sort((a, b) => a.nearest[0]!.bits - b.nearest[0]!.bits)
    .slice(0, mostCompared)
  if (candidates.length === 0) return []
  const rows = await db
    .selectFrom('picture_fingerprint')
    .where(sql<boolean>`sha256 = any(${candidates.map((one) => one.sha256)}::text[])`)
    .select(['sha256', 'grey'])
    .execute()
  const greys = new Map(rows.map((row) => [row.sha256, row.grey!]))
  const softened = soften(picture)
  return candidates
    .map(({ sha256, nearest }, place) => ({
      sha256,
      score: compareFrom(
        softened,
        soften(greys.get(sha256)!),
        place < mostRetried ? nearest : nearest.slice(0, 1),
      ),
    }))
    .filter((one) => one.score >= samePicture)
    .sort((a, b) => b.score - a.score)
    .slice(0, wanted.limit)
}

function compareFrom(picture: Softened, stored: Softened, nearest: { view: SeenView }[]): number {
  let best = 0
  for (const { view } of nearest) {
    best = Math.max(best, comparePictures(picture, stored, view))
    if (best >= samePicture || best < nearMiss) break
  }
  return best
}

/** Whoever shares one key of one region. */
async function findCandidates(
  db: Connection,
  except: string,
  asked: Int32Array[],
): Promise<{ sha256: string; keys: number[] }[]> {
  const columns = Array.from({ length: keyCount }, (_, region) => sql.ref(`key_${region}`))
  const parts = columns.map(
    (column, region) =>
      sql`(select sha256, ${sql.join(columns)} from picture_fingerprint
        where ${column} = any(${[...asked[region]!]}::integer[]) limit ${mostRows})`,
  )
  const { rows } = await sql<{ sha256: string } & Record<string, number | null>>`
    ${sql.join(parts, sql` union all `)}`.execute(db)
  const found = new Map(rows.map((row) => [row.sha256, row]))
  found.delete(except)
  return [...found.values()].map((row) => ({
    sha256: row.sha256,
    keys: columns.map((_, region) => row[`key_${region}`] ?? noKey),
  }))
}
