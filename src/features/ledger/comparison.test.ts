import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { buildLedgerCity } from '../../../tests/support/ledger-city.ts'

const base = '/api/campaigns/ledger'
let app: TestApp
let office: Client
const clients: Record<string, Client> = {}

beforeAll(async () => {
  app = await startTestApp({ now: '2030-06-13T01:00:00Z' })
  const { units } = await buildLedgerCity(app.services)
  for (const code of ['east', 'west']) {
    await app.addUser(code, 'liaison', units[code]!.id)
    clients[code] = await app.signIn(code)
  }
  await app.addUser('office', 'reviewer', units.city!.id)
  office = await app.signIn('office')
}, 60_000)
afterAll(() => app.close())

async function record(unit: string, day: string, participants: number, partners: string[] = []) {
  const reply = await clients[unit]!.call('PUT', `${base}/activities/${v7()}?unit=${unit}`, {
    baseVersion: 0,
    content: { type: 'study', title: '集中学习', day, participants, partners },
  })
  expect(reply.status).toBe(200)
}

/** Sends the weekly report that is due on a day as it was drawn. */
async function report(unit: string, due: string) {
  const { items } = (await office.call('GET', `${base}/obligations?unit=${unit}&task=weekly`)).body
  const { id } = items.find((one: any) => one.period.key === due)
  const draft = (await clients[unit]!.call('GET', `${base}/obligations/${id}/draft`)).body
  const sent = await clients[unit]!.call('POST', `${base}/obligations/${id}/submissions`, draft.content, {
    'idempotency-key': v7(),
  })
  expect(sent.status).toBe(201)
}

async function compare(query: string) {
  const { body } = await office.call('GET', `${base}/ledger/comparison?${query}`)
  const { value, reported } = body.figures.find((one: any) => one.code === 'study.people')
  return { reports: body.reports, through: body.through, records: [body.records, body.left], value, reported }
}

test('a report stands beside what the ledger held at the end of its period, not beside today', async () => {
  await record('east', '2030-06-05', 10)
  await record('east', '2030-06-12', 20)
  await record('east', '2030-06-05', 40, ['west'])
  await record('west', '2030-06-04', 7)
  expect(await compare('unit=city')).toEqual({
    reports: 0,
    through: null,
    records: [0, 4],
    value: null,
    reported: null,
  })

  await report('east', '2030-06-13')
  // On the day of the deadline, after the period.
  await record('east', '2030-06-13', 500)
  const first = { reports: 1, through: { first: '2030-06-12', last: '2030-06-12' }, value: 70, reported: 70 }
  expect(await compare('unit=east&own=true')).toEqual({ ...first, records: [3, 1] })
  // The western county has not reported, so its own record is not compared.
  expect(await compare('unit=city')).toEqual({ ...first, records: [3, 2] })
})

test('each unit is cut at the end of its own period; a joint record counts once in the ledger, in each report', async () => {
  await record('west', '2030-06-12', 1000)
  await report('west', '2030-06-06')
  expect(await compare('unit=west')).toEqual({
    reports: 1,
    through: { first: '2030-06-05', last: '2030-06-05' },
    records: [2, 1],
    value: 47,
    reported: 47,
  })
  expect(await compare('unit=city')).toEqual({
    reports: 2,
    through: { first: '2030-06-05', last: '2030-06-12' },
    records: [4, 2],
    value: 77,
    reported: 117,
  })
})

test('a report that was sent before its period ended is not held against the days after it', async () => {
  app.clock.moveTo(new Date('2030-06-15T01:00:00Z'))
  await report('east', '2030-06-20')
  app.clock.moveTo(new Date('2030-06-18T01:00:00Z'))
  await record('east', '2030-06-18', 9000)
  expect(await compare('unit=east&own=true')).toMatchObject({
    through: { first: '2030-06-15', last: '2030-06-15' },
    value: 570,
    reported: 570,
  })
})
