import { findSimilarTexts } from '../src/features/likeness/server/find-similar-texts.ts'
import { fingerprintText } from '../src/features/likeness/server/fingerprint-text.ts'
import { storeTextFingerprint } from '../src/features/likeness/server/store-text-fingerprint.ts'
import { bandCount } from '../src/features/likeness/text-shingles.ts'
import { createChance } from '../tests/support/pictures/chance.ts'
import { rewriteReport, writeReport } from '../tests/support/write-text.ts'
import { type Bench, percentile } from './likeness.ts'

const copied = 300
const unrelated = 1_000
const at = new Date('2022-06-30T00:00:00Z')

/** Reports that share what everybody writes, and rewritten ones, among a million others. */
export async function measureTexts(bench: Bench, million: number): Promise<void> {
  const { db, say } = bench
  const texts = Array.from({ length: copied + unrelated }, (_, number) =>
    writeReport(createChance(number + 70_000)),
  )
  await addMillion(bench, million - texts.length)
  const from = performance.now()
  for (const [number, text] of texts.entries())
    await storeTextFingerprint(db, { kind: 'drawn', id: String(number), text, at })
  say(
    `texts: stored one by one beside ${million.toLocaleString('en')}: ${Math.round((texts.length * 1_000) / (performance.now() - from))}/s; on average ${Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)} signs`,
  )
  const total: number[] = []
  const inDatabase: number[] = []
  const ask = async (text: string, id?: string) => {
    bench.takeDatabaseTime()
    const start = performance.now()
    const found = await findSimilarTexts(db, {
      text,
      limit: 10,
      ...(id ? { exclude: { kind: 'drawn', id } } : {}),
    })
    total.push(performance.now() - start)
    inDatabase.push(bench.takeDatabaseTime())
    return found
  }
  let [recalled, alarms] = [0, 0]
  for (let number = 0; number < copied; number += 1) {
    const chance = createChance(number + 90_000)
    const found = await ask(rewriteReport(chance, texts[number]!))
    if (found.some((one) => one.id === String(number))) recalled += 1
  }
  for (let number = copied; number < texts.length; number += 1)
    if ((await ask(texts[number]!, String(number))).length > 0) alarms += 1
  say(
    `texts: rewritten reports found ${recalled} of ${copied} (${((100 * recalled) / copied).toFixed(1)} %), false alarms ${alarms} in ${unrelated}`,
  )
  say(
    `texts: search among ${million.toLocaleString('en')}, whole (database): median ${percentile(total, 0.5)} (${percentile(inDatabase, 0.5)}) ms, p95 ${percentile(total, 0.95)} (${percentile(inDatabase, 0.95)}) ms, longest ${percentile(total, 1)} (${percentile(inDatabase, 1)}) ms (goal 50)`,
  )
}

/**
 * Fingerprints of 20,000 written reports, fifty rows of each: a row keeps a tenth of its report's bands and all of
 * those bands that formulas make, and counts another's shingles, so that it is asked about and found to differ.
 */
async function addMillion(bench: Bench, count: number): Promise<void> {
  const perReport = 50
  const chance = createChance(41)
  const reports = Array.from({ length: Math.ceil(count / perReport) }, (_, number) =>
    fingerprintText(writeReport(createChance(number + 200_000)))!,
  )
  const frequent = new Map<string, number>()
  for (const { bands } of reports)
    bands.forEach((key, band) => frequent.set(`${band} ${key}`, (frequent.get(`${band} ${key}`) ?? 0) + 1))
  const { pg } = bench
  const from = performance.now()
  await pg.query('create table report (number integer primary key, shingles integer[] not null)')
  for (const [number, { shingles }] of reports.entries())
    await pg.query('insert into report values ($1, $2)', [number, shingles.map((one) => ~one).reverse()])
  const { rows: indexes } = await pg.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'text_fingerprint' and indexdef not like '%UNIQUE%'`,
  )
  for (const { name } of indexes) await pg.query(`drop index ${name}`)
  const columns = Array.from({ length: bandCount }, (_, band) => `band_${band}`).join(', ')
  const batch = 20_000
  for (let start = 0; start < count; start += batch) {
    const members = Array.from({ length: Math.min(batch, count - start) }, (_, place) => start + place)
    const bands = Array.from({ length: bandCount }, (_, band) =>
      members.map((member) => {
        const key = reports[member % reports.length]!.bands[band]!
        const keeps = chance.happens(0.1) || frequent.get(`${band} ${key}`)! > 5
        return keeps ? key : chance.whole(-(2 ** 31), 2 ** 31 - 1)
      }),
    )
    await pg.query(
      `insert into text_fingerprint (kind, id, shingles, ${columns}, stored_at)
       select 'other', m.n, r.shingles, ${columns}, $15
         from unnest($1::integer[], ${bands.map((_, band) => `$${band + 2}::integer[]`).join(', ')}) as m (n, ${columns})
         join report r on r.number = m.n % $14`,
      [members, ...bands, reports.length, at],
    )
  }
  for (const { definition } of indexes) await pg.query(definition)
  await pg.query('drop table report')
  await pg.query('vacuum analyze text_fingerprint')
  const { rows } = await pg.query<{ size: string; keys: string }>(
    `select pg_size_pretty(pg_total_relation_size('text_fingerprint')) as size,
            pg_size_pretty(pg_indexes_size('text_fingerprint')) as keys`,
  )
  bench.say(
    `texts: ${count.toLocaleString('en')} rows loaded in ${((performance.now() - from) / 1_000).toFixed(0)} s, ${rows[0]!.size} of which indexes ${rows[0]!.keys}`,
  )
}
