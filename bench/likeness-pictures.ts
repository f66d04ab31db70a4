import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { computeKeys, edge, keyCount, noKey } from '../src/features/likeness/picture-hash.ts'
import { findSimilarPictures } from '../src/features/likeness/server/find-similar-pictures.ts'
import {
  type PictureFingerprint,
  fingerprintPicture,
} from '../src/features/likeness/server/fingerprint-picture.ts'
import { storePictureFingerprint } from '../src/features/likeness/server/store-picture-fingerprint.ts'
import { type Chance, createChance } from '../tests/support/pictures/chance.ts'
import { changePicture, chooseChange, drawPicture } from '../tests/support/pictures/draw-picture.ts'
import { type Bench, percentile } from './likeness.ts'

const copied = 300
const unrelated = 1_000
const storedAt = new Date('2022-06-30T00:00:00Z')

interface Known {
  sha256: string
  fingerprint: PictureFingerprint | null
}

/** Drawn pictures and their copies among a million others. */
export async function measurePictures(bench: Bench, million: number): Promise<void> {
  const { db, say } = bench
  const originals: Known[] = []
  const copies: Known[] = []
  const others: Known[] = []
  const times: number[] = []
  const know = async (bytes: Buffer): Promise<Known> => {
    // What arrives has a thumbnail already; the fingerprint is taken from that.
    const thumbnail = await sharp(bytes)
      .resize(480, 480, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    const from = performance.now()
    const fingerprint = await fingerprintPicture(thumbnail)
    times.push(performance.now() - from)
    return { sha256: createHash('sha256').update(bytes).digest('hex'), fingerprint }
  }
  for (let number = 0; number < copied + unrelated; number += 1) {
    const bytes = await drawPicture(number)
    if (number >= copied) {
      others.push(await know(bytes))
      continue
    }
    const chance = createChance(number + 5_000)
    originals.push(await know(bytes))
    copies.push(await know(await changePicture(bytes, chooseChange(chance), chance)))
  }
  const all = [...originals, ...copies, ...others]
  say(
    `pictures: fingerprint from the thumbnail median ${percentile(times, 0.5)} ms; ${all.filter((one) => !one.fingerprint).length} of ${all.length} drawn pictures show too little`,
  )
  await addMillion(bench, [...originals, ...others], million - all.length)
  const insertFrom = performance.now()
  await db.insertInto('blob').values(all.map(blobOf)).execute()
  for (const one of all) await storePictureFingerprint(db, one.sha256, one.fingerprint, storedAt)
  say(
    `pictures: stored one by one beside ${million.toLocaleString('en')}: ${Math.round((all.length * 1_000) / (performance.now() - insertFrom))}/s`,
  )

  const isRelated = new Map<string, string>()
  originals.forEach((one, at) => {
    isRelated.set(one.sha256, copies[at]!.sha256)
    isRelated.set(copies[at]!.sha256, one.sha256)
  })
  const drawn = new Set(all.map((one) => one.sha256))
  const total: number[] = []
  const inDatabase: number[] = []
  let [forward, backward, alarms, mixed] = [0, 0, 0, 0]
  const ask = async (one: Known): Promise<boolean> => {
    bench.takeDatabaseTime()
    const from = performance.now()
    const found = await findSimilarPictures(db, { sha256: one.sha256, limit: 10 })
    total.push(performance.now() - from)
    inDatabase.push(bench.takeDatabaseTime())
    const relative = isRelated.get(one.sha256)
    if (found.some((other) => other.sha256 !== relative && drawn.has(other.sha256))) alarms += 1
    if (found.some((other) => !drawn.has(other.sha256))) mixed += 1
    return found.some((other) => other.sha256 === relative)
  }
  for (const one of others.slice(0, 30)) await ask(one)
  total.length = 0
  inDatabase.length = 0
  ;[alarms, mixed] = [0, 0]
  for (const one of copies) if (await ask(one)) forward += 1
  for (const one of originals) if (await ask(one)) backward += 1
  const relatedAlarms = alarms
  alarms = 0
  for (const one of others) await ask(one)
  const share = (count: number) => `${count} of ${copied} (${((100 * count) / copied).toFixed(1)} %)`
  say(
    `pictures: copies that find their original ${share(forward)}, originals that find their copy ${share(backward)} (goal 95 %)`,
  )
  say(
    `pictures: false alarms ${alarms} in ${unrelated} unrelated pictures asked among ${all.length} drawn ones (goal 1), ${relatedAlarms} more in the ${2 * copied} above; ${mixed} askers took a blend for a copy`,
  )
  say(
    `pictures: search among ${million.toLocaleString('en')}, whole (database): median ${percentile(total, 0.5)} (${percentile(inDatabase, 0.5)}) ms, p95 ${percentile(total, 0.95)} (${percentile(inDatabase, 0.95)}) ms, longest ${percentile(total, 1)} (${percentile(inDatabase, 1)}) ms (goal 50)`,
  )
}

const blobOf = ({ sha256 }: { sha256: string }) => ({
  sha256,
  size: 1,
  media_type: 'image/jpeg',
  kind: 'image',
  stored_at: storedAt,
})

/**
 * Pictures nobody drew, in families as of one room: a family has a grey square, blended from drawn ones so that what
 * is frequent stays frequent, and each member differs from it in 15 % of its bits. Each drawn picture has a family as
 * well, so that no search has it easy.
 */
async function addMillion(bench: Bench, drawn: Known[], count: number): Promise<void> {
  const perFamily = 50
  const chance = createChance(99)
  const squares = drawn.flatMap((one) => (one.fingerprint ? [one.fingerprint.grey] : []))
  const families = Array.from({ length: Math.ceil(count / perFamily) }, (_, at) => {
    const own = squares[at]
    const grey = own
      ? blend(chance, [own, ...choose(chance, squares, 1)], [0.5, 0.5])
      : blend(chance, choose(chance, squares, 4), [0.55, 0.4, 0.3, 0.25])
    return { grey, keys: own ? computeKeys(own) : computeKeys(grey) }
  })
  const { pg } = bench
  const from = performance.now()
  await pg.query('create table family (number integer primary key, grey bytea not null)')
  for (let start = 0; start < families.length; start += 500)
    await pg.query('insert into family select n, g from unnest($1::integer[], $2::bytea[]) as f (n, g)', [
      families.slice(start, start + 500).map((_, at) => start + at),
      families.slice(start, start + 500).map((family) => family.grey),
    ])
  const { rows: indexes } = await pg.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'picture_fingerprint' and indexdef not like '%UNIQUE%'`,
  )
  for (const { name } of indexes) await pg.query(`drop index ${name}`)
  await pg.query(
    `insert into blob (sha256, size, media_type, kind, stored_at)
     select encode(sha256(n::text::bytea), 'hex'), 1, 'image/jpeg', 'image', $2 from generate_series(1, $1::integer) n`,
    [count, storedAt],
  )
  const batch = 20_000
  for (let start = 0; start < count; start += batch) {
    const members = Array.from({ length: Math.min(batch, count - start) }, (_, at) => start + at)
    const keys = Array.from({ length: keyCount }, (_, region) =>
      members.map((member) => {
        const key = families[member % families.length]!.keys[region]!
        return key === noKey ? null : key ^ turnBits(chance)
      }),
    )
    await pg.query(
      `insert into picture_fingerprint (sha256, grey, key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, stored_at)
       select encode(sha256((m.n + 1)::text::bytea), 'hex'), f.grey, k0, k1, k2, k3, k4, k5, k6, k7, $11
         from unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::integer[],
                     $7::integer[], $8::integer[], $9::integer[]) as m (n, k0, k1, k2, k3, k4, k5, k6, k7)
         join family f on f.number = m.n % $10`,
      [members, ...keys, families.length, storedAt],
    )
  }
  for (const { definition } of indexes) await pg.query(definition)
  await pg.query('drop table family')
  await pg.query('vacuum analyze picture_fingerprint')
  const { rows } = await pg.query<{ size: string; keys: string }>(
    `select pg_size_pretty(pg_total_relation_size('picture_fingerprint')) as size,
            pg_size_pretty(pg_indexes_size('picture_fingerprint')) as keys`,
  )
  bench.say(
    `pictures: ${count.toLocaleString('en')} rows loaded in ${((performance.now() - from) / 1_000).toFixed(0)} s, ${rows[0]!.size} of which indexes ${rows[0]!.keys}`,
  )
}

const choose = (chance: Chance, squares: Buffer[], count: number) =>
  Array.from({ length: count }, () => chance.oneOf(squares))

/** Around the middle grey, so that the blend is as strong as its parts. */
function blend(chance: Chance, squares: Buffer[], weights: number[]): Buffer {
  const signs = weights.map((_, at) => (at > 1 && chance.happens(0.5) ? -1 : 1))
  const blended = Buffer.alloc(edge * edge)
  for (let at = 0; at < blended.length; at += 1) {
    const sum = squares.reduce(
      (all, square, one) => all + signs[one]! * weights[one]! * (square[at]! - 128),
      0,
    )
    blended[at] = Math.min(255, Math.max(0, 128 + sum))
  }
  return blended
}

function turnBits(chance: Chance): number {
  let turned = 0
  for (let bit = 0; bit < 24; bit += 1) if (chance.happens(0.15)) turned |= 1 << bit
  return turned
}
