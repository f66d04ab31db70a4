import { computeKeys, edge, keyCount, noKey } from '../src/features/likeness/picture-hash.ts'
import type { PictureFingerprint } from '../src/features/likeness/server/fingerprint-picture.ts'
import { type Chance, createChance } from '../tests/support/pictures/chance.ts'
import type { Bench } from './likeness.ts'

/**
 * Pictures nobody drew, in families as of one room: a family has a grey square, blended from drawn ones so that what
 * is frequent stays frequent, and each member differs from it in 15 % of its bits. Each drawn picture has a family as
 * well, so that no search has it easy.
 */
export async function addMillion(
  bench: Bench,
  drawn: (PictureFingerprint | null)[],
  count: number,
  storedAt: Date,
): Promise<void> {
  const perFamily = 50
  const chance = createChance(99)
  const squares = drawn.flatMap((one) => (one ? [one.grey] : []))
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
