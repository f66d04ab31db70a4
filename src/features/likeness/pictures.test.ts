import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { buildSmallCity } from '../../../tests/support/county.ts'
import { createChance } from '../../../tests/support/pictures/chance.ts'
import {
  changeKinds,
  changePicture,
  chooseChange,
  drawPicture,
} from '../../../tests/support/pictures/draw-picture.ts'
import { fillInFingerprints } from './server/fill-in-fingerprints.ts'
import { findSimilarPictures } from './server/find-similar-pictures.ts'
import { fingerprintPicture } from './server/fingerprint-picture.ts'
import { storePictureFingerprint } from './server/store-picture-fingerprint.ts'

let app: TestApp
const at = new Date('2030-06-12T01:00:00Z')

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const find = (sha256: string) => findSimilarPictures(app.services.pool.db, { sha256, limit: 10 })

/** As if it had arrived: content known, fingerprint kept. */
async function keep(bytes: Buffer): Promise<string> {
  const { db } = app.services.pool
  const sha256 = digest(bytes)
  await db
    .insertInto('blob')
    .values({ sha256, size: bytes.length, media_type: 'image/jpeg', kind: 'image', stored_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await storePictureFingerprint(db, sha256, await fingerprintPicture(bytes), at)
  return sha256
}

test('copies are found whatever was done to them, and other pictures of the same room are not', async () => {
  // A set of its own: nothing was tuned on it. Small pictures, so that it is soon done.
  const [set, size, copied] = [7, 0.35, 20]
  const draw = (number: number) => drawPicture(number, size, set)
  const originals: string[] = []
  for (let number = 0; number < 130; number += 1) originals.push(await keep(await draw(number)))
  const originalOf = new Map<string, string>()
  for (const kind of [...changeKinds, 'several'] as const)
    for (let number = 0; number < copied; number += 1) {
      const chance = createChance(number + 5_000)
      const change = chooseChange(chance, kind === 'several' ? chance.whole(2, 5) : [kind])
      originalOf.set(await keep(await changePicture(await draw(number), change, chance)), originals[number]!)
    }
  let found = 0
  const alarms: string[] = []
  for (const one of [...originals, ...originalOf.keys()]) {
    const family = originalOf.get(one) ?? one
    const others = (await find(one)).map((other) => other.sha256)
    expect(others).not.toContain(one)
    if (originalOf.has(one) && others.includes(family)) found += 1
    alarms.push(...others.filter((other) => (originalOf.get(other) ?? other) !== family))
  }
  expect(alarms).toEqual([])
  expect(found).toBeGreaterThanOrEqual(0.95 * originalOf.size)
}, 120_000)

test('the nearest copy comes first, and no more than asked for', async () => {
  const bytes = await drawPicture(5_001)
  const chance = createChance(1)
  const wanted = await keep(bytes)
  const near = await keep(await changePicture(bytes, { quality: 40 }, chance))
  const far = await keep(
    await changePicture(bytes, { crop: [0.06, 0.03, 0.08, 0.05], watermark: 'across' }, chance),
  )
  const found = await find(wanted)
  expect(found.map((one) => one.sha256)).toEqual([near, far])
  expect(found[0]!.score).toBeGreaterThan(0.99)
  expect(await findSimilarPictures(app.services.pool.db, { sha256: wanted, limit: 1 })).toHaveLength(1)
})

test('a white page, a wall and a black frame are like nothing', async () => {
  const blanks = ['#fff', '#fdfdfd', '#c8b89a', '#000'].map((background) =>
    sharp({ create: { width: 800, height: 600, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  )
  const fade = sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><linearGradient id="a"><stop stop-color="#eee"/><stop offset="1" stop-color="#fff"/></linearGradient><rect width="800" height="600" fill="url(#a)"/></svg>',
    ),
  )
    .png()
    .toBuffer()
  for (const bytes of [...blanks, fade]) {
    expect(await fingerprintPicture(await bytes)).toBeNull()
    expect(await find(await keep(await bytes))).toEqual([])
  }
  expect(await find('0'.repeat(64))).toEqual([])
})

test('what a unit uploads is known again when another unit sends it cut and marked', async () => {
  const city = await buildSmallCity(app.services.pool.db)
  await app.addUser('east-clerk', 'liaison', city.units.east.id)
  await app.addUser('west-clerk', 'liaison', city.units.west.id)
  const photo = await drawPicture(6_001)
  const sent = await changePicture(
    photo,
    { crop: [0.02, 0.09, 0.05, 0.04], watermark: 'corner', quality: 40 },
    createChance(2),
  )
  await upload('east-clerk', 'east', photo)
  await upload('west-clerk', 'west', sent)
  expect((await find(digest(sent))).map((one) => one.sha256)).toEqual([digest(photo)])
  expect((await find(digest(photo))).map((one) => one.sha256)).toEqual([digest(sent)])

  // After a restore there are files and no fingerprints; the next start makes them again.
  await app.services.pool.db.deleteFrom('picture_fingerprint').execute()
  expect(await find(digest(sent))).toEqual([])
  expect(await fillInFingerprints(app.services)).toBeGreaterThan(0)
  expect((await find(digest(sent))).map((one) => one.sha256)).toEqual([digest(photo)])
  expect(await fillInFingerprints(app.services)).toBe(0)
})

async function upload(username: string, unit: string, bytes: Buffer): Promise<void> {
  const client = await app.signIn(username)
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const created = await client.call('POST', '/api/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${encode('照片.jpg')},unit ${encode(unit)}`,
  })
  const response = await fetch(`${app.url}${created.headers.get('location')}`, {
    method: 'PATCH',
    headers: {
      cookie: client.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(response.status).toBe(200)
}
