import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { drawPicture } from '../../../tests/support/pictures/draw-picture.ts'
import { buildMediaCity } from '../../../tests/support/media-city.ts'
import { uploadFile } from '../../../tests/support/upload.ts'
import { groupByWeek, judgeFreshness } from './rules.ts'

let app: TestApp
let office: Client
let east: Client
const base = '/api/campaigns/ledger'

beforeAll(async () => {
  app = await startTestApp({ now: '2030-06-20T01:00:00Z' })
  const units = await buildMediaCity(app.services)
  await app.addUser('east', 'liaison', units.east!.id)
  await app.addUser('town', 'liaison', units.town!.id)
  await app.addUser('office', 'reviewer', units.city!.id)
  east = await app.signIn('east')
  office = await app.signIn('office')
  const town = await app.signIn('town')
  const record = async (client: Client, unit: string, content: Record<string, unknown>) => {
    const reply = await client.call('PUT', `${base}/activities/${v7()}?unit=${unit}`, {
      baseVersion: 0,
      content: { type: 'study', title: '学习', ...content },
    })
    expect(reply.status).toBe(200)
  }
  const files = []
  for (const number of [1, 2, 3])
    files.push({ id: await uploadFile(app, east, 'east', await drawPicture(number, 0.4)) })
  await record(east, 'east', { day: '2030-06-03', participants: 10, files })
  await record(east, 'east', {
    day: '2030-06-12',
    type: 'drill',
    participants: 30,
    partners: ['west'],
    dimensions: ['school'],
  })
  await record(town, 'town', { day: '2030-06-12', participants: 5 })
  await record(town, 'town', { day: '2030-06-13', sessions: 1 })
})
afterAll(() => app.close())

const read = async (query: string, client = office) =>
  (await client.call('GET', `${base}/overview?${query}`)).body

test('days, units and kinds add up to the ledger, a joint activity once', async () => {
  const city = await read('unit=city')
  expect(city.total).toEqual({ records: 4, participants: 45 })
  expect(city.days).toEqual([
    { day: '2030-06-03', records: 1, participants: 10 },
    { day: '2030-06-12', records: 2, participants: 35 },
    { day: '2030-06-13', records: 1, participants: null },
  ])
  expect(city.below.map((one: any) => [one.unit.code, one.records, one.participants, one.lastDay])).toEqual([
    ['east', 4, 45, '2030-06-13'],
    ['west', 1, 30, '2030-06-12'],
  ])
  expect(city.types).toEqual([
    { type: 'study', records: 3, participants: 15 },
    { type: 'drill', records: 1, participants: 30 },
  ])
  expect(city.dimensions).toEqual([{ value: 'school', records: 1, participants: 30 }])
  const figures = (await office.call('GET', `${base}/ledger/figures?unit=city`)).body.figures
  const people = figures.filter((one: any) => one.code.endsWith('.people'))
  expect(people.reduce((sum: number, one: any) => sum + one.value, 0)).toBe(45)
})

test('a range of days holds for every part', async () => {
  const part = await read('unit=east&from=2030-06-12&to=2030-06-12')
  expect(part.total).toEqual({ records: 2, participants: 35 })
  expect(part.below.map((one: any) => [one.unit.code, one.records, one.lastDay])).toEqual([
    ['town', 1, '2030-06-12'],
    ['hill', 0, null],
  ])
})

test('the wall pages through pictures without repeating one', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const page = (await office.call('GET', `${base}/overview/pictures?unit=city&limit=2${cursor}`)).body
    seen.push(...page.items.map((one: { file: string }) => one.file))
    cursor = page.next ? `&cursor=${page.next}` : ''
  } while (cursor)
  expect([seen.length, new Set(seen).size]).toEqual([3, 3])
})

test('units stand side by side in directory order, and only those the reader covers', async () => {
  const both = (await office.call('GET', `${base}/overview/comparison?units=west,east`)).body.items
  expect(both.map((one: any) => [one.unit.code, one.total.records])).toEqual([
    ['east', 4],
    ['west', 1],
  ])
  expect((await east.call('GET', `${base}/overview/comparison?units=east,west`)).status).toBe(403)
  expect((await east.call('GET', `${base}/overview?unit=west`)).status).toBe(403)
})

test('a day opens to as many records as the calendar counts, of every kind, a joint one once', async () => {
  const clipping = {
    outlet: '东县融媒',
    level: 'county',
    medium: 'website',
    day: '2030-06-12',
    title: '演练见报',
    topic: 'general',
  }
  const saved = await east.call('PUT', `${base}/clippings/${v7()}?unit=east`, {
    baseVersion: 0,
    content: clipping,
  })
  expect(saved.status).toBe(200)
  const adjusted = await east.call('PUT', `${base}/ledger/adjustments/${v7()}?unit=east`, {
    code: 'study.people',
    value: 99,
    day: '2030-06-12',
    reason: '补记此前漏记的',
  })
  expect(adjusted.status).toBe(200)
  for (const { day, records } of (await read('unit=city')).days) {
    const seen: any[] = []
    let cursor = ''
    do {
      const { body } = await office.call('GET', `${base}/overview/days/${day}?unit=city&limit=2${cursor}`)
      seen.push(...body.items)
      cursor = body.next ? `&cursor=${body.next}` : ''
    } while (cursor)
    expect([day, new Set(seen.map((one) => one.id)).size]).toEqual([day, records])
    if (day === '2030-06-12')
      expect(seen.map((one) => [one.source, one.units.map((unit: any) => unit.code)])).toEqual([
        ['clipping', ['east']],
        ['activity', ['town']],
        ['activity', ['east', 'west']],
      ])
  }
  expect((await east.call('GET', `${base}/overview/days/2030-06-12?unit=west`)).status).toBe(403)
})

test('a record is recent for seven days, its own among them', () => {
  expect(
    [null, '2030-06-13', '2030-06-14', '2030-06-20'].map((day) => judgeFreshness(day, '2030-06-20')),
  ).toEqual(['none', 'earlier', 'recent', 'recent'])
})

test('weeks begin on Monday', () => {
  const days = ['2030-06-02', '2030-06-03', '2030-06-09', '2030-06-10'].map((day) => ({ day }))
  expect([...groupByWeek(days)].map(([monday, list]) => [monday, list.length])).toEqual([
    ['2030-05-27', 1],
    ['2030-06-03', 2],
    ['2030-06-10', 1],
  ])
})
