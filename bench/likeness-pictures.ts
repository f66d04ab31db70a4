import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { findSimilarPictures } from '../src/features/likeness/server/find-similar-pictures.ts'
import {
  type PictureFingerprint,
  fingerprintPicture,
} from '../src/features/likeness/server/fingerprint-picture.ts'
import { storePictureFingerprint } from '../src/features/likeness/server/store-picture-fingerprint.ts'
import { createChance } from '../tests/support/pictures/chance.ts'
import {
  changeKinds,
  changePicture,
  chooseChange,
  drawPicture,
} from '../tests/support/pictures/draw-picture.ts'
import { addMillion } from './likeness-million.ts'
import { type Bench, percentile } from './likeness.ts'
import { sayFigure } from './support/figures.ts'

const copied = 200
const unrelated = 1_000
const storedAt = new Date('2022-06-30T00:00:00Z')
/** Each change alone, and several together. */
const changes = [...changeKinds, 'several'] as const

interface Known {
  sha256: string
  /** Number of the picture that it is, or is a copy of. */
  family: number
  change: (typeof changes)[number] | null
  fingerprint: PictureFingerprint | null
}

/** Drawn pictures of one set and their copies, among others so that there are a million. */
export async function measurePictures(bench: Bench, million: number, set: number): Promise<void> {
  const { db, say } = bench
  const { known, times } = await drawAll(set)
  say(
    `pictures: set ${set}, fingerprint from the thumbnail median ${percentile(times, 0.5)} ms; ${known.filter((one) => !one.fingerprint).length} of ${known.length} show too little`,
  )
  const originals = known.filter((one) => !one.change)
  await addMillion(
    bench,
    originals.map((one) => one.fingerprint),
    million - known.length,
    storedAt,
  )
  const insertFrom = performance.now()
  await db.insertInto('blob').values(known.map(blobOf)).execute()
  for (const one of known) await storePictureFingerprint(db, one.sha256, one.fingerprint, storedAt)
  say(
    `pictures: stored one by one beside ${million.toLocaleString('en')}: ${Math.round((known.length * 1_000) / (performance.now() - insertFrom))}/s`,
  )

  const bySha256 = new Map(known.map((one) => [one.sha256, one]))
  const total: number[] = []
  const inDatabase: number[] = []
  let [mixed, blends] = [0, 0]
  const ask = async (one: Known) => {
    bench.takeDatabaseTime()
    const from = performance.now()
    const found = await findSimilarPictures(db, { sha256: one.sha256, limit: 10 })
    total.push(performance.now() - from)
    inDatabase.push(bench.takeDatabaseTime())
    const drawn = found.flatMap((other) => bySha256.get(other.sha256) ?? [])
    if (drawn.length < found.length) blends += 1
    const isAlarm = drawn.some((other) => other.family !== one.family)
    if (isAlarm && one.family < copied) mixed += 1
    return { isAlarm, findsOriginal: drawn.some((other) => other.family === one.family && !other.change) }
  }
  const others = originals.slice(copied)
  for (const one of others.slice(0, 50)) await ask(one)
  total.length = 0
  inDatabase.length = 0
  for (const change of changes) {
    let found = 0
    for (const one of known) if (one.change === change && (await ask(one)).findsOriginal) found += 1
    sayFigure(`pictures: copies found in 100, ${change}`, (100 * found) / copied, { atLeast: 95, digits: 1 })
  }
  let alarms = 0
  for (const one of others) if ((await ask(one)).isAlarm) alarms += 1
  sayFigure(`pictures: false alarms in ${unrelated.toLocaleString('en')} unrelated`, alarms, { atMost: 1 })
  say(
    `pictures: ${mixed} of ${copied * changes.length} copies were taken for a copy of another picture too; ${blends} askers took a blend for a copy`,
  )
  const among = `pictures: search among ${million.toLocaleString('en')}`
  const share = (part: number) => `of which database ${percentile(inDatabase, part)} ms`
  sayFigure(`${among}, median (${share(0.5)})`, Number(percentile(total, 0.5)), goal)
  sayFigure(`${among}, p95 (${share(0.95)})`, Number(percentile(total, 0.95)), goal)
  say(`${among}, longest ${percentile(total, 1)} ms`)
}

const goal = { atMost: 50, unit: ' ms', digits: 1 }

async function drawAll(set: number): Promise<{ known: Known[]; times: number[] }> {
  const known: Known[] = []
  const times: number[] = []
  const add = async (bytes: Buffer, family: number, change: Known['change']) => {
    // What arrives has a thumbnail already; the fingerprint is taken from that.
    const thumbnail = await sharp(bytes)
      .resize(480, 480, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    const from = performance.now()
    const fingerprint = await fingerprintPicture(thumbnail)
    times.push(performance.now() - from)
    known.push({ sha256: createHash('sha256').update(bytes).digest('hex'), family, change, fingerprint })
  }
  for (let family = 0; family < copied + unrelated; family += 1) {
    const bytes = await drawPicture(family, 0.6, set)
    await add(bytes, family, null)
    if (family >= copied) continue
    for (const change of changes) {
      const chance = createChance(set * 104_729 + family * changes.length + changes.indexOf(change) + 5_000)
      const chosen = chooseChange(chance, change === 'several' ? chance.whole(2, 5) : [change])
      await add(await changePicture(bytes, chosen, chance), family, change)
    }
  }
  return { known, times }
}

const blobOf = ({ sha256 }: { sha256: string }) => ({
  sha256,
  size: 1,
  media_type: 'image/jpeg',
  kind: 'image',
  stored_at: storedAt,
})
