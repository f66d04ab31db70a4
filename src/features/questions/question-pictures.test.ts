import { rm } from 'node:fs/promises'
import path from 'node:path'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { writeInvented } from '../../../tests/support/invented-law.ts'
import { type LedgerCity, buildLedgerCity } from '../../../tests/support/ledger-city.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { adoptBanks } from './server/adopt-banks.ts'

const base = '/api/campaigns/ledger'
const open = '/api/public/ledger/questions/pictures'
const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"/></svg>'
let app: TestApp
let city: LedgerCity
let folder: string
let writer: Client
let colleague: Client

beforeAll(async () => {
  app = await startTestApp()
  city = await buildLedgerCity(app.services)
  await app.addUser('writer', 'reviewer', city.units.city!.id)
  await app.addUser('colleague', 'reviewer', city.units.city!.id)
  await app.addUser('county', 'reviewer', city.units.east!.id)
  ;[writer, colleague] = await Promise.all([app.signIn('writer'), app.signIn('colleague')])
  folder = (await writeInvented()).campaign
  const context = { address: 'test', requestId: 'test', caller: null, now: app.clock.now() }
  await inTransaction(app.services.pool, (db) => adoptBanks(db, context, 'ledger', folder))
})
afterAll(async () => {
  await app.close()
  await rm(path.dirname(folder), { recursive: true })
})

const send = (content: string | Buffer, client = writer) =>
  client.call('POST', `${base}/question-pictures`, { content: Buffer.from(content).toString('base64') })
const statusOf = async (address: string, client: Client = app.anonymous) =>
  (await client.call('GET', address)).status
const photograph = () =>
  sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#c33' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 30/1 0/1' } })
    .jpeg()
    .toBuffer()

it('a picture is added, drawn into a question with its words, and open to everybody once it is approved', async () => {
  const added = await send(drawing)
  expect(added.body).toEqual({ file: expect.stringMatching(/^[0-9a-f]{16}\.svg$/), alt: null })
  const { file } = added.body
  expect((await send(drawing)).body.file).toBe(file)
  const { versions } = (await writer.call('GET', `${base}/questions/lantern-light`)).body
  const question = { ...versions[0].question, picture: { file, alt: '一盏红灯笼' }, given: ['两支'] }
  const saved = await writer.call('PUT', `${base}/questions/lantern-light`, {
    baseVersion: 1,
    bank: 'lantern',
    question,
    submit: true,
  })
  expect(saved.body.versions[0].question).toMatchObject({
    picture: { file, alt: '一盏红灯笼' },
    given: ['两支'],
  })
  expect(await statusOf(`${open}/${file}`)).toBe(404)
  expect(await statusOf(`${base}/question-pictures/${file}`, colleague)).toBe(200)
  await colleague.call('POST', `${base}/questions/lantern-light/versions/2/approve`)
  const shown = await fetch(`${app.url}${open}/${file}`)
  expect([shown.status, await shown.text()]).toEqual([200, drawing])
  const listed = await writer.call('GET', `${base}/question-pictures`)
  expect(listed.body).toEqual({ items: [{ file, alt: '一盏红灯笼' }], next: null })
  const lines = await app.services.pool.db
    .selectFrom('audit_record')
    .where('kind', '=', 'question-picture-added')
    .select('after')
    .execute()
  expect(lines).toEqual([{ after: { file } }])
})

it('of a photograph a smaller copy without its place is kept', async () => {
  const sent = await photograph()
  expect(await exifr.gps(sent)).toBeDefined()
  const { file } = (await send(sent)).body
  const reply = await fetch(`${app.url}${base}/question-pictures/${file}`, {
    headers: { cookie: writer.cookie },
  })
  const kept = Buffer.from(await reply.arrayBuffer())
  expect(await sharp(kept).metadata()).toMatchObject({ width: 1200, height: 600, format: 'jpeg' })
  expect(await exifr.parse(kept).catch(() => undefined)).toBeUndefined()
})

it('what could do harm, is no picture or cannot be opened is refused in a sentence', async () => {
  for (const wrong of [
    drawing.replace('<circle', '<script/><circle'),
    'no picture',
    (await photograph()).subarray(0, 200),
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .gif()
      .toBuffer(),
  ]) {
    const reply = await send(wrong)
    expect([reply.status, reply.body.title, reply.body.detail]).toEqual([
      422,
      'question-picture-refused',
      expect.stringContaining('请选择 JPG、PNG、WebP 图片'),
    ])
  }
})

it('a question cannot name a picture that is not there, and only who keeps the bank sees its pictures', async () => {
  const { versions } = (await writer.call('GET', `${base}/questions/lantern-006-wrong`)).body
  const reply = await writer.call('PUT', `${base}/questions/lantern-006-wrong`, {
    baseVersion: 1,
    bank: 'lantern',
    question: { ...versions[0].question, picture: { file: 'none.svg', alt: '没有' } },
    submit: false,
  })
  expect([reply.status, reply.body.errors]).toEqual([
    400,
    [{ path: 'question.picture', message: '没有这张图片，请重新上传或选择' }],
  ])
  const county = await app.signIn('county')
  expect(await statusOf(`${base}/question-pictures`, county)).toBe(403)
  expect((await send(drawing, county)).status).toBe(403)
  expect(await statusOf(`${base}/question-pictures/none.svg`, writer)).toBe(404)
})
