import sharp from 'sharp'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { type LedgerCity, buildLedgerCity, ledgerDefinition } from '../../../tests/support/ledger-city.ts'
import { uploadFile } from '../../../tests/support/upload.ts'
import { drawPicture } from '../../../tests/support/pictures/draw-picture.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { adoptCampaign } from '../ledger/server/adopt-campaign.ts'
import { examineDue } from './server/examine-due.ts'

let app: TestApp
let city: LedgerCity
let east: Client
let west: Client
let office: Client
const base = '/api/campaigns/ledger'
const rules = [
  { key: 'same', kind: 'same-picture', message: '这张图片以前用过。' },
  { key: 'similar', kind: 'similar-picture', limit: 0.9, message: '这张图片与以前的一张几乎相同。' },
  { key: 'day', kind: 'other-day-picture', limit: 24, message: '照片的拍摄时间与活动日期不符。' },
  { key: 'place', kind: 'far-picture', limit: 20_000, message: '照片的拍摄地点离活动地点较远。' },
  { key: 'text', kind: 'similar-text', limit: 0.8, message: '文字与以前的一份几乎相同。' },
  { key: 'headcount', kind: 'above-headcount', limit: 1, message: '参与人次超过本单位人数。' },
  { key: 'outlier', kind: 'outlier', limit: 10, message: '参与人次远高于同类单位的同类活动。' },
  { key: 'sessions', kind: 'no-sessions', message: '填了人次而没有场次。' },
  { key: 'falling', kind: 'falling-figures', message: '累计数比上一期少。' },
] as const

beforeAll(async () => {
  app = await startTestApp({ now: '2030-06-12T01:00:00Z' })
  city = await buildLedgerCity(app.services)
  const definition = {
    ...ledgerDefinition,
    recording: { ...ledgerDefinition.recording, remarks: [...rules] },
  }
  const context = { now: app.clock.now(), caller: null, address: 'test', requestId: 'test' }
  await inTransaction(app.services.pool, (db) => adoptCampaign(db, context, definition))
  for (const code of ['east', 'west'] as const) await app.addUser(code, 'liaison', city.units[code]!.id)
  await app.addUser('office', 'reviewer', city.units.city!.id)
  east = await app.signIn('east')
  west = await app.signIn('west')
  office = await app.signIn('office')
})
afterAll(() => app.close())

async function record(
  client: Client,
  unit: string,
  content: Record<string, unknown>,
  id = v7(),
  version = 0,
) {
  const reply = await client.call('PUT', `${base}/activities/${id}?unit=${unit}`, {
    baseVersion: version,
    content: { type: 'study', title: '集中学习', day: '2030-06-10', sessions: 1, ...content },
  })
  expect(reply.status).toBe(200)
  await examineDue(app.services)
  return id
}

async function remarksOf(subject: string, state = 'open') {
  const reply = await office.call('GET', `${base}/remarks?subject=${subject}&state=${state}`)
  expect(reply.status).toBe(200)
  return reply.body.items
}

const readInbox = async () => (await office.call('GET', `${base}/inbox`)).body.items

test('a picture that another unit used is shown beside that use; the record it was first used in is not', async () => {
  const bytes = await drawPicture(1)
  const first = await record(east, 'east', { files: [{ id: await uploadFile(app, east, 'east', bytes) }] })
  app.clock.moveTo(new Date(app.clock.now().getTime() + 60_000))
  const second = await record(west, 'west', { files: [{ id: await uploadFile(app, west, 'west', bytes) }] })
  expect(await remarksOf(first)).toEqual([])
  const [remark, ...more] = await remarksOf(second)
  expect(more).toEqual([])
  expect(remark).toMatchObject({
    rule: 'same',
    sentence: '这张图片以前用过。',
    about: { id: second, unit: { code: 'west' } },
    other: { id: first, unit: { code: 'east' } },
  })
})

test('a cut and recompressed copy is found by likeness, another scene is not', async () => {
  app.clock.moveTo(new Date(app.clock.now().getTime() + 60_000))
  const original = await drawPicture(1)
  const { width, height } = await sharp(original).metadata()
  const copy = await sharp(original)
    .extract({
      left: Math.round(width * 0.06),
      top: Math.round(height * 0.03),
      width: Math.round(width * 0.88),
      height: Math.round(height * 0.92),
    })
    .resize(400)
    .jpeg({ quality: 40 })
    .toBuffer()
  const files = [
    { id: await uploadFile(app, west, 'west', copy) },
    { id: await uploadFile(app, west, 'west', await drawPicture(2)) },
  ]
  const found = await remarksOf(await record(west, 'west', { title: '又一次学习', files }))
  expect(found.map((one: { rule: string }) => one.rule)).toEqual(['similar'])
  expect(found[0].sentence).toMatch(/^这张图片与以前的一张几乎相同。相似度 9\d%。$/)
})

test('a photograph of another day or from far away is remarked upon', async () => {
  const photo = await sharp(await drawPicture(3))
    .jpeg()
    .withExif({
      IFD2: { DateTimeOriginal: '2030:06:02 09:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '36/1 0/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 0/1 0/1',
      },
    })
    .toBuffer()
  const id = await record(east, 'east', {
    latitude: 35.5,
    longitude: 112.8,
    files: [{ id: await uploadFile(app, east, 'east', photo) }],
  })
  const sentences = (await remarksOf(id)).map((one: { sentence: string }) => one.sentence).sort()
  expect(sentences).toEqual([
    '照片的拍摄地点离活动地点较远。相距约 58 公里。',
    '照片的拍摄时间与活动日期不符。相差约 8 天。',
  ])
})

test('a text copied from another unit, people above the headcount, people without sessions', async () => {
  const narrative =
    '组织机关干部和企业员工集中观看警示教育片，结合近年来发生的典型事故案例开展讨论，现场发放宣传手册并解答提问，取得良好效果。'
  await record(east, 'east', { title: '观看警示片', narrative })
  const id = await record(west, 'west', {
    title: '观看警示片',
    narrative: `${narrative.replace('取得良好效果', '反响热烈')}`,
    participants: 260,
    sessions: null,
  })
  const found = await remarksOf(id)
  expect(found.map((one: { rule: string }) => one.rule).sort()).toEqual(['headcount', 'sessions', 'text'])
  expect(found.find((one: { rule: string }) => one.rule === 'headcount').sentence).toBe(
    '参与人次超过本单位人数。填报 260，本单位 100 人。',
  )
  const alike = found.find((one: { rule: string }) => one.rule === 'text')
  expect(alike.other.text).toBe(narrative)

  await record(west, 'west', { title: '观看警示片', narrative: '', participants: 60, sessions: 1 }, id, 1)
  expect(await remarksOf(id)).toEqual([])
})

test('cumulative figures that fall are shown with both numbers', async () => {
  const owed = (await office.call('GET', `${base}/obligations?unit=west&task=weekly`)).body.items
  const submit = async (index: number, people: number) => {
    const reply = await west.call(
      'POST',
      `${base}/obligations/${owed[index].id}/submissions`,
      {
        fields: { summary: '本周按计划开展活动。' },
        figures: { 'study.people': people },
        figureNotes: { 'study.people': '另有未入台账的' },
      },
      { 'idempotency-key': v7() },
    )
    // The ledger's other numbers are left out on purpose, so they need their reason too.
    return reply
  }
  const notes = async (index: number, people: number) => {
    const draft = (await west.call('GET', `${base}/obligations/${owed[index].id}/draft`)).body
    const content = {
      ...draft.content,
      fields: { summary: '本周按计划开展活动。' },
      figures: { ...draft.ledgerFigures, 'study.people': people },
      figureNotes: { 'study.people': '另有未入台账的' },
    }
    return west.call('POST', `${base}/obligations/${owed[index].id}/submissions`, content, {
      'idempotency-key': v7(),
    })
  }
  expect((await submit(0, 900)).status).toBe(201)
  const sent = await notes(1, 700)
  expect(sent.status).toBe(201)
  await examineDue(app.services)
  expect((await remarksOf(sent.body.id)).map((one: { sentence: string }) => one.sentence)).toContain(
    '累计数比上一期少。学习人次：900 → 700。',
  )
  const waiting = await readInbox()
  expect(waiting.find((one: any) => one.submissionId === sent.body.id).remarks).toBe(
    (await remarksOf(sent.body.id)).length,
  )
})

test('the inbox counts the doubts of a report until they are settled', async () => {
  const doubtful = (await readInbox()).find((one: any) => one.remarks > 0)
  const open = await remarksOf(doubtful.submissionId)
  for (const [index, remark] of open.entries()) {
    const note = { note: '已电话核实' }
    expect((await office.call('POST', `${base}/remarks/${remark.id}/settlement`, note)).status).toBe(200)
    const again = (await readInbox()).find((one: any) => one.submissionId === doubtful.submissionId)
    expect(again.remarks).toBe(open.length - index - 1)
  }
})

test('a remark is settled once, with a note that stays; a liaison sees none', async () => {
  const [remark] = (await office.call('GET', `${base}/remarks`)).body.items
  const settle = (note: string, client = office) =>
    client.call('POST', `${base}/remarks/${remark.id}/settlement`, { note })
  expect((await settle('好')).status).toBe(400)
  expect((await settle('已电话核实', east)).status).toBe(403)
  expect((await settle('已电话核实，两家共用')).body.settled).toMatchObject({
    by: 'office',
    note: '已电话核实，两家共用',
  })
  expect((await settle('再来一次')).status).toBe(409)
  expect(await remarksOf(remark.about.id, 'settled')).toHaveLength(1)
  expect((await east.call('GET', `${base}/remarks?unit=east`)).status).toBe(403)
})
