import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { unzipSync } from 'fflate'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SmallCity, type TestUnit, buildSmallCity } from '../../../../tests/support/county.ts'
import { createTestDatabase } from '../../../../tests/support/database.ts'
import { createStillClock } from '../../../platform/server/clock.ts'
import { readConfig } from '../../../platform/server/config.ts'
import type { Pool } from '../../../platform/server/database.ts'
import { createHttp } from '../../../platform/server/http.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { submissionRoutes } from '../../submissions/server/routes.ts'
import { createPathRegister, safeFileName, safeName } from './evidence-zip-paths.ts'
import { evidenceZipRoutes } from './zip-routes.ts'

let pool: Pool
let city: SmallCity
let app: ReturnType<typeof createHttp>
const users = new Map<string, SignedInUser>()
const clock = createStillClock(new Date('2030-06-12T01:00:00Z'))
const zipUrl = '/api/campaigns/small/evidence.zip'

/** Files kept in memory; `endless` never ends, as a large video over a slow line does. */
const kept = new Map<string, Buffer | 'endless'>()
const open = new Set<Readable>()
const storage = {
  has: async (key) => kept.has(key),
  read: (key) => {
    const content = kept.get(key)!
    const stream =
      content === 'endless'
        ? new Readable({
            read() {
              this.push(Buffer.alloc(65_536))
            },
          })
        : Readable.from([content])
    open.add(stream)
    stream.once('close', () => open.delete(stream))
    return stream
  },
} as Storage

beforeAll(async () => {
  pool = await createTestDatabase()
  city = await buildSmallCity(pool.db)
  for (const [name, role, unit] of [
    ['office', 'reviewer', 'city'],
    ['auditor', 'auditor', 'city'],
    ['east', 'liaison', 'east'],
    ['west', 'liaison', 'west'],
  ] as const)
    users.set(name, await city.addUser(name, role, city.units[unit]))
  app = createHttp({
    services: {
      config: readConfig({}),
      clock,
      pool,
      log: null,
      storage,
      sms: null,
      secret: Buffer.alloc(32),
    },
    routes: [...submissionRoutes, ...evidenceZipRoutes],
    rawRoutes: [],
    identify: async (request) => users.get(String(request.headers['x-user'])) ?? null,
  })
  const picture = await keepFile(city.units.east, '../现场 图.jpg', 'image', 'original', 'clean')
  const same = await keepFile(city.units.east, '../现场 图.jpg', 'image', 'second')
  await report('east', [picture, same])
  await report('west', [await keepFile(city.units.west, '=1+1.pdf', 'document', 'pages')])
})
afterAll(async () => {
  await app.close()
  await pool.close()
})

let stored = 0
async function keepFile(
  unit: TestUnit,
  name: string,
  kind: string,
  content: string | 'endless',
  clean?: string,
): Promise<string> {
  const sha256 = String((stored += 1)).padStart(64, '0')
  kept.set(sha256, content === 'endless' ? content : Buffer.from(content))
  if (clean) kept.set(`${sha256}.clean`, Buffer.from(clean))
  const at = clock.now()
  const has_clean_copy = clean !== undefined
  await pool.db
    .insertInto('blob')
    .values({
      sha256,
      size: 8,
      media_type: 'image/jpeg',
      kind,
      has_clean_copy,
      // A picture without one could not be looked into.
      has_thumbnail: content !== 'opaque',
      stored_at: at,
    })
    .execute()
  const id = v7()
  const uploaded_by = unit.code
  await pool.db
    .insertInto('file')
    .values({ id, sha256, name, unit_id: unit.id, uploaded_at: at, uploaded_by })
    .execute()
  return id
}

async function report(unit: 'east' | 'west', files: string[]) {
  const reply = await app.inject({
    method: 'POST',
    url: `/api/campaigns/small/obligations/${city.obligations[unit]}/submissions`,
    headers: { 'x-user': unit, 'idempotency-key': v7() },
    payload: { fields: { summary: `开展宣讲 ${v7()}` }, stampedScan: files.map((id) => ({ id })) },
  })
  expect(reply.statusCode, reply.body).toBe(201)
}

async function unzip(user: string, query = '') {
  const response = await app.inject({ method: 'GET', url: `${zipUrl}${query}`, headers: { 'x-user': user } })
  if (response.statusCode !== 200) return { status: response.statusCode, files: {} }
  const files = Object.fromEntries(
    Object.entries(unzipSync(response.rawPayload)).map(([path, bytes]) => [
      path,
      Buffer.from(bytes).toString(),
    ]),
  )
  return { status: 200, files }
}

const east = '01-东县/第1次周报'

describe('the evidence zip', () => {
  it('has a folder per unit in directory order and a catalogue', async () => {
    const { files } = await unzip('office')
    expect(Object.keys(files)).toEqual([
      `${east}/_现场 图.jpg`,
      `${east}/_现场 图(2).jpg`,
      '02-西县/第1次周报/=1+1.pdf',
      '目录.csv',
    ])
    const lines = files['目录.csv']!.trim().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[3]).toContain(`"'=1+1.pdf"`)
  })

  it('gives originals to reviewers and the unit, clean copies to others', async () => {
    expect((await unzip('office')).files[`${east}/_现场 图.jpg`]).toBe('original')
    expect((await unzip('east')).files[`${east}/_现场 图.jpg`]).toBe('original')
    const audited = (await unzip('auditor')).files
    expect(audited[`${east}/_现场 图.jpg`]).toBe('clean')
    expect(audited[`${east}/_现场 图(2).jpg`]).toBe('second')
  })

  it('keeps to the unit, task, period and days asked for', async () => {
    expect(Object.keys((await unzip('west')).files)).toEqual(['01-西县/第1次周报/=1+1.pdf', '目录.csv'])
    expect((await unzip('west', '?unit=east')).status).toBe(403)
    const none = ['目录.csv']
    expect(Object.keys((await unzip('office', '?task=other')).files)).toEqual(none)
    expect(Object.keys((await unzip('office', '?period=2031')).files)).toEqual(none)
    expect(Object.keys((await unzip('office', '?to=2030-06-11')).files)).toEqual(none)
    expect(Object.keys((await unzip('office', '?from=2030-06-12&to=2030-06-12')).files)).toHaveLength(4)
    expect((await unzip('office', '?from=yesterday')).status).toBe(400)
  })

  it('keeps back what may tell a place and has no clean copy, and says so', async () => {
    await report('west', [await keepFile(city.units.west, '苹果.heic', 'image', 'opaque')])
    const path = '02-西县/第1次周报/苹果.heic'
    expect((await unzip('office')).files[path]).toBe('opaque')
    const { files } = await unzip('auditor')
    expect(files[path]).toBeUndefined()
    expect(files['目录.csv']).toContain('带有拍摄位置等信息')
  })

  it('says which file is missing in storage and packs the rest', async () => {
    const missing = await keepFile(city.units.west, '丢失.jpg', 'image', 'gone')
    await report('west', [missing, await keepFile(city.units.west, '在.jpg', 'image', 'here')])
    kept.delete(String(stored - 1).padStart(64, '0'))
    const { files } = await unzip('west')
    expect(Object.keys(files)).toEqual(['01-西县/第1次周报/在.jpg', '目录.csv'])
    expect(files['目录.csv']).toMatch(/丢失\.jpg.*文件缺失/)
  })

  it('leaves nothing open when the reader goes away', async () => {
    await report('west', [await keepFile(city.units.west, '视频.mp4', 'video', 'endless')])
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const request = http.get({ port, host: '127.0.0.1', path: zipUrl, headers: { 'x-user': 'west' } })
    request.on('error', () => undefined)
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    await once(response, 'data')
    expect(open.size).toBe(1)
    response.on('error', () => undefined)
    request.destroy()
    await expect.poll(() => open.size, { timeout: 5000 }).toBe(0)
    expect((await unzip('east')).status).toBe(200)
  })
})

describe('paths in the zip', () => {
  it.each([
    ['a/b\\c:d', 'a_b_c_d'],
    ['..', '_'],
    ['con', '_con'],
    ['  报告. ', '报告'],
    ['', '_'],
  ])('%j is written %j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })
  it('keeps the extension of a long name', () => {
    expect(safeFileName(`${'长'.repeat(200)}.jpeg`)).toBe(`${'长'.repeat(70)}.jpeg`)
  })
  it('gives each path once, whatever the case of its letters', () => {
    const take = createPathRegister()
    expect([take('a', 'B.jpg'), take('a', 'b.JPG'), take('c', 'B.jpg')]).toEqual([
      'a/B.jpg',
      'a/b(2).JPG',
      'c/B.jpg',
    ])
  })
})
