import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { type LedgerCity, buildLedgerCity } from '../../../tests/support/ledger-city.ts'
import { readMe } from '../../platform/shared/me.ts'
import { saveActivity } from './contract.ts'
import { plainReadMe, plainSaveActivity } from './desk/outbox/plain-routes.ts'

const base = '/api/campaigns/ledger'
let app: TestApp
let city: LedgerCity
let east: Client
let west: Client
let town: Client
let field: Client
let office: Client

beforeAll(async () => {
  app = await startTestApp()
  city = await buildLedgerCity(app.services)
  await app.addUser('east', 'liaison', city.units.east!.id)
  await app.addUser('west', 'liaison', city.units.west!.id)
  await app.addUser('town', 'liaison', city.units.town!.id)
  await app.addUser('east-field', 'recorder', city.units.east!.id)
  await app.addUser('office', 'reviewer', city.units.city!.id)
  ;[east, west, town, field, office] = (await Promise.all(
    ['east', 'west', 'town', 'east-field', 'office'].map((name) => app.signIn(name)),
  )) as [Client, Client, Client, Client, Client]
})
afterAll(() => app.close())

interface Said {
  unit?: string
  id?: string
  baseVersion?: number
  headers?: Record<string, string>
  [field: string]: unknown
}

function save(client: Client, said: Said = {}) {
  const { unit = 'east', id = v7(), baseVersion = 0, headers, ...content } = said
  return client.call(
    'PUT',
    `${base}/activities/${id}?unit=${unit}`,
    { baseVersion, content: { type: 'study', title: '集中学习', day: '2030-06-12', ...content } },
    headers,
  )
}

async function read(client: Client, path: string) {
  const reply = await client.call('GET', `${base}${path}`)
  expect([path, reply.status]).toEqual([path, 200])
  return reply.body
}

async function figure(unit: string, code: string): Promise<number> {
  const { figures } = await read(office, `/ledger/figures?unit=${unit}`)
  return figures.find((one: any) => one.code === code).value ?? 0
}

async function owed(client: Client, unit: string): Promise<any[]> {
  const { items } = await read(client, `/obligations?unit=${unit}&own=true&limit=200`)
  return items.filter((one: any) => one.task.key === 'special')
}

/** One picture uploaded for a unit; its id. */
async function upload(client: Client, unit: string): Promise<string> {
  const bytes = Buffer.from('%PDF-1.4\n%%EOF\n')
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const created = await client.call('POST', '/api/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${encode('签到表.pdf')},unit ${encode(unit)}`,
  })
  const address = created.headers.get('location')!
  const sent = await fetch(`${app.url}${address}`, {
    method: 'PATCH',
    headers: {
      cookie: client.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(sent.status).toBe(200)
  return address.split('/').at(-1)!
}

describe('who may record', () => {
  it('a liaison and a recorder record for their unit and those below, nobody for another', async () => {
    expect((await save(east)).status).toBe(200)
    expect((await save(field)).status).toBe(200)
    expect((await save(east, { unit: 'town' })).status).toBe(200)
    expect((await save(town, { unit: 'east' })).status).toBe(403)
    expect((await save(east, { unit: 'west' })).status).toBe(403)
    expect((await save(office, { unit: 'city' })).status).toBe(403)
    expect((await save(app.anonymous)).status).toBe(401)
  })

  it('a record under the id of another unit is not found and not changed', async () => {
    const id = v7()
    await save(west, { unit: 'west', id, title: '西县的活动' })
    expect((await save(east, { id, baseVersion: 1, title: '改成东县的' })).status).toBe(404)
    const line = await read(west, `/activities/${id}`)
    expect([line.content.title, line.unit.code, line.version]).toEqual(['西县的活动', 'west', 1])
  })

  it('what was recorded under one name is not sent under another', async () => {
    const id = v7()
    const refused = await save(east, { id, headers: { 'anyue-author': 'east-field' } })
    expect([refused.status, refused.body.title]).toEqual([409, 'other-author'])
    expect((await east.call('GET', `${base}/activities/${id}`)).status).toBe(404)
    expect((await save(field, { id, headers: { 'anyue-author': 'east-field' } })).status).toBe(200)
  })
})

describe('once', () => {
  it('sending the same record again changes nothing', async () => {
    const before = await figure('east', 'study.sessions')
    const id = v7()
    const first = await save(east, { id, sessions: 2, participants: 30 })
    const again = await save(east, { id, sessions: 2, participants: 30 })
    expect([first.status, again.status, again.body.version]).toEqual([200, 200, 1])
    expect(await figure('east', 'study.sessions')).toBe(before + 2)
    const together = await Promise.all(
      Array.from({ length: 5 }, () =>
        save(east, { id: '019767de-0000-7000-8000-000000000001', sessions: 1 }),
      ),
    )
    expect(together.map((one) => one.status)).toEqual([200, 200, 200, 200, 200])
    expect(await figure('east', 'study.sessions')).toBe(before + 3)
  })

  it('a change on an old version is refused with what to do, and nothing is lost', async () => {
    const id = v7()
    await save(east, { id, participants: 10 })
    expect((await save(field, { id, baseVersion: 1, participants: 20 })).body.version).toBe(2)
    const late = await save(east, { id, baseVersion: 1, participants: 30 })
    expect([late.status, late.body.title]).toEqual([409, 'activity-conflict'])
    expect((await read(east, `/activities/${id}`)).content.participants).toBe(20)
    expect((await save(east, { id, baseVersion: 2, participants: 30 })).body.version).toBe(3)
  })

  it('deleting takes it out of every total, restoring puts it back', async () => {
    const id = v7()
    await save(town, { unit: 'town', id, sessions: 4 })
    const before = await figure('city', 'study.sessions')
    const gone = await town.call('DELETE', `${base}/activities/${id}`)
    expect(gone.body.deletedAt).toBe(app.clock.now().toISOString())
    expect(await figure('city', 'study.sessions')).toBe(before - 4)
    expect((await save(town, { unit: 'town', id, baseVersion: 1, sessions: 5 })).status).toBe(410)
    expect((await read(town, '/activities?deleted=true')).items.map((one: any) => one.id)).toEqual([id])
    await town.call('POST', `${base}/activities/${id}/restoration`)
    expect(await figure('city', 'study.sessions')).toBe(before)
  })
})

describe('joint activities', () => {
  it('stand in each unit’s ledger and count once above; a partner may leave', async () => {
    const before = await Promise.all(['city', 'east', 'west'].map((one) => figure(one, 'drills.people')))
    const id = v7()
    await save(east, {
      id,
      type: 'drill',
      title: '联合演练',
      participants: 90,
      partners: ['west', 'town'],
    })
    const after = () => Promise.all(['city', 'east', 'west'].map((one) => figure(one, 'drills.people')))
    expect(await after()).toEqual(before.map((value) => value + 90))
    const seen = await read(west, '/activities?q=联合演练')
    expect(seen.items[0].partners.map((one: any) => one.code)).toEqual(['west', 'town'])
    const sums = await read(office, '/activity-sums?q=联合演练')
    expect(sums).toMatchObject({ records: 1, participants: 90, sessions: null })

    expect((await read(west, `/activities/${id}`)).may).toEqual({ write: false, leave: true })
    expect((await save(west, { unit: 'west', id, baseVersion: 1, title: '改名' })).status).toBe(404)
    const left = await west.call('POST', `${base}/activities/${id}/departure?unit=west`)
    expect(left.body).toEqual({ left: true })
    expect(await after()).toEqual([before[0]! + 90, before[1]! + 90, before[2]!])
    expect((await west.call('GET', `${base}/activities/${id}`)).status).toBe(403)
  })

  it('any unit of the campaign can be chosen, by part of its name too', async () => {
    const all = await read(town, '/activity-partners')
    expect(all.items.map((one: any) => one.code)).toEqual(['city', 'east', 'west', 'town', 'hill'])
    expect(all.more).toBe(false)
    expect((await read(town, '/activity-partners?q=西')).items).toMatchObject([
      { code: 'west', name: '西县' },
    ])
    const unknown = await save(east, { partners: ['nowhere'] })
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([400, 'content.partners'])
  })
})

describe('key activities', () => {
  it('owe their report on the same day, and no longer when they are not key or deleted', async () => {
    const id = v7()
    const key = { id, title: '咨询日', day: '2030-06-11' }
    const saved = await save(west, { unit: 'west', ...key, isKey: true })
    const [report] = await owed(west, 'west')
    expect(saved.body.obligationId).toBe(report.id)
    expect([report.period.title, report.dueAt]).toEqual(['咨询日', '2030-06-11T15:59:59.999Z'])
    await save(west, { unit: 'west', ...key, baseVersion: 1, isKey: false })
    expect(await owed(west, 'west')).toEqual([])
    await save(west, { unit: 'west', ...key, baseVersion: 2, isKey: true })
    expect(await owed(west, 'west')).toHaveLength(1)
    await west.call('DELETE', `${base}/activities/${id}`)
    expect(await owed(west, 'west')).toEqual([])
    await west.call('POST', `${base}/activities/${id}/restoration`)
    expect(await owed(west, 'west')).toHaveLength(1)
  })
})

describe('what is refused', () => {
  const at = async (said: Said) => {
    const reply = await save(east, said)
    return [reply.status, reply.body.errors?.[0]?.path]
  }
  it('files that nobody uploaded, or another unit did', async () => {
    expect(await at({ files: [{ id: v7() }] })).toEqual([400, 'content.files.0'])
    expect(await at({ files: [{ id: await upload(west, 'west') }] })).toEqual([400, 'content.files.0'])
    expect((await save(east, { files: [{ id: await upload(east, 'east') }] })).status).toBe(200)
  })

  it('numbers that the type does not ask for, and odd ones', async () => {
    expect(await at({ reach: 10 })).toEqual([400, 'content.reach'])
    expect(await at({ participants: -1 })).toEqual([400, 'content.participants'])
    expect(await at({ participants: 1.5 })).toEqual([400, 'content.participants'])
    expect((await save(east, { participants: 0 })).body.counts).toEqual([{ code: 'study.people', value: 0 }])
  })

  it('a type, a place or a time that cannot be', async () => {
    expect(await at({ type: 'unknown' })).toEqual([400, 'content.type'])
    expect(await at({ latitude: 35.5 })).toEqual([400, 'content.latitude'])
    expect(await at({ startTime: '10:00', endTime: '09:00' })).toEqual([400, 'content.endTime'])
    expect(await at({ dimensions: ['moon'] })).toEqual([400, 'content.dimensions'])
    expect(await at({ title: ' ' })).toEqual([400, 'content.title'])
  })

  it('5,000 characters are taken, one more is not', async () => {
    expect((await save(east, { narrative: '安'.repeat(5000) })).status).toBe(200)
    expect(await at({ narrative: '安'.repeat(5001) })).toEqual([400, 'content.narrative'])
  })
})

test('tomorrow begins at midnight in the campaign’s own time zone', async () => {
  const still = await startTestApp({ now: '2030-06-12T15:59:59Z' })
  try {
    const { units } = await buildLedgerCity(still.services)
    await still.addUser('east', 'liaison', units.east!.id)
    const client = await still.signIn('east')
    expect((await save(client, { day: '2030-06-13' })).status).toBe(400)
    still.clock.moveTo(new Date('2030-06-12T16:00:00Z'))
    expect((await save(client, { day: '2030-06-13' })).status).toBe(200)
    expect((await save(client, { day: '2030-05-31' })).status).toBe(400)
  } finally {
    await still.close()
  }
})

test('the ledger is read page by page and filtered, each reader within their units', async () => {
  const titles = ['甲', '乙', '丙', '丁', '戊'].map((one) => `分页${one}`)
  for (const [index, title] of titles.entries())
    await save(east, { title, day: `2030-06-0${index + 1}`, dimensions: index === 0 ? ['school'] : [] })
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await read(office, `/activities?q=分页&limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.items.map((one: any) => one.title))
    cursor = page.next ?? ''
  } while (cursor)
  expect(seen).toEqual([...titles].reverse())
  const titlesOf = async (query: string) =>
    (await read(office, `/activities?q=分页&${query}`)).items.map((one: any) => one.title)
  expect(await titlesOf('dimension=school')).toEqual(['分页甲'])
  expect(await titlesOf('from=2030-06-02&to=2030-06-03')).toEqual(['分页丙', '分页乙'])
  expect(await titlesOf('type=drill')).toEqual([])
  expect(await titlesOf('key=true')).toEqual([])
  expect(await titlesOf('unit=west')).toEqual([])
  expect((await read(west, '/activities?q=分页')).items).toEqual([])
  expect((await east.call('GET', `${base}/activities?unit=west`)).status).toBe(403)
})

test('a unit’s templates and last records begin the next one; another unit’s template is out of reach', async () => {
  const template = v7()
  const put = (client: Client, unit: string, name: string) =>
    client.call('PUT', `${base}/activity-templates/${template}?unit=${unit}`, {
      name,
      content: { type: 'drill', title: '月度演练', place: '礼堂', participants: 50, narrative: '不留' },
    })
  expect((await put(town, 'town', '月度演练')).status).toBe(200)
  expect((await put(west, 'west', '抢走')).status).toBe(409)
  await save(town, { unit: 'town', title: '昨天的', place: '广场', sessions: 1, participants: 8 })
  const { templates, recent, places } = await read(town, '/activity-beginnings?unit=town')
  expect(templates).toMatchObject([
    {
      id: template,
      name: '月度演练',
      content: { type: 'drill', title: '月度演练', place: '礼堂', participants: null, narrative: '' },
    },
  ])
  expect(recent[0].content).toMatchObject({ title: '昨天的', place: '广场', sessions: 1 })
  expect(recent[0].content.participants).toBeNull()
  expect(places).toContain('广场')
  const remove = () => town.call('DELETE', `${base}/activity-templates/${template}?unit=town`)
  expect((await remove()).body).toEqual({ deleted: true })
  expect((await remove()).body).toEqual({ deleted: false })
})

test('the sender in the service worker knows the addresses of the contracts', () => {
  for (const [plain, route] of [
    [plainReadMe, readMe],
    [plainSaveActivity, saveActivity],
  ] as const)
    expect([plain.method, plain.path]).toEqual([route.method, route.path])
})
