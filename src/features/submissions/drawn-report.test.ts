import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { readCells } from '../obligations/rules.ts'
import { type LedgerCity, buildLedgerCity } from '../../../tests/support/ledger-city.ts'

let app: TestApp
let city: LedgerCity
let east: Client
let office: Client
const base = '/api/campaigns/ledger'

beforeAll(async () => {
  app = await startTestApp({ now: '2030-06-12T01:00:00Z' })
  city = await buildLedgerCity(app.services)
  await app.addUser('east', 'liaison', city.units.east!.id)
  await app.addUser('west', 'liaison', city.units.west!.id)
  await app.addUser('office', 'reviewer', city.units.city!.id)
  east = await app.signIn('east')
  office = await app.signIn('office')
})
afterAll(() => app.close())

async function record(client: Client, unit: string, content: Record<string, unknown>, id = v7()) {
  const reply = await client.call('PUT', `${base}/activities/${id}?unit=${unit}`, {
    baseVersion: 0,
    content: { type: 'study', title: '集中学习', day: '2030-06-08', ...content },
  })
  expect(reply.status).toBe(200)
  return reply.body
}

async function owed(task: string, unit = 'east') {
  const reply = await office.call('GET', `${base}/obligations?unit=${unit}&task=${task}`)
  return reply.body.items as { id: string; period: { end: string }; state: string; dueAt: string }[]
}

const draftOf = async (id: string) => (await east.call('GET', `${base}/obligations/${id}/draft`)).body
const submit = (id: string, content: unknown) =>
  east.call('POST', `${base}/obligations/${id}/submissions`, content, { 'idempotency-key': v7() })

test('a weekly report opens written from the week: text by group, cumulative figures from the ledger', async () => {
  await record(east, 'east', { sessions: 2, participants: 80, place: '县委党校', narrative: '邀请专家辅导' })
  await record(east, 'east', {
    type: 'drill',
    title: '化工园区应急演练',
    day: '2030-06-10',
    sessions: 1,
    participants: 120,
  })
  await record(east, 'east', { day: '2030-06-03', sessions: 1, participants: 30 })
  const [first, second] = (await owed('weekly')).filter((one) => one.period.end <= '2030-06-12')
  const early = await draftOf(first!.id)
  expect(early.content.figures).toMatchObject({ 'study.sessions': 1, 'study.people': 30 })

  const draft = await draftOf(second!.id)
  expect(draft.content.figures).toEqual({
    'study.sessions': 3,
    'study.people': 110,
    'drills.sessions': 1,
    'drills.people': 120,
  })
  expect(draft.prefilled['figures.study.people']).toBe('活动台账')
  expect(draft.content.fields.summary).toBe(
    [
      '6月3日至6月10日，共开展活动3项，计4场，参与230人次。',
      '一、学习',
      '6月3日，开展集中学习，30人次参加。',
      '6月8日，在县委党校开展集中学习，2场，80人次参加。邀请专家辅导。',
      '二、演练',
      '6月10日，开展应急演练“化工园区应急演练”，120人次参加。',
    ].join('\n'),
  )
})

test('once a week is reported, the next begins after it, and what was entered late is told then', async () => {
  const [first, second] = (await owed('weekly')).filter((one) => one.period.end <= '2030-06-12')
  const early = await draftOf(first!.id)
  expect((await submit(first!.id, early.content)).status).toBe(201)
  app.clock.moveTo(new Date('2030-06-12T02:00:00Z'))
  expect((await draftOf(second!.id)).drawn.records).toBe(2)
  await record(east, 'east', { title: '补记的学习', day: '2030-06-04', participants: 5 })
  const draft = await draftOf(second!.id)
  expect(draft.drawn.records).toBe(3)
  expect(draft.content.fields.summary).toContain('补记的学习')
})

test('a number other than the ledger’s is taken only with its reason, and the office sees both', async () => {
  const [, second] = (await owed('weekly')).filter((one) => one.period.end <= '2030-06-12')
  const { content } = await draftOf(second!.id)
  const changed = { ...content, figures: { ...content.figures, 'study.people': 500 } }
  const refused = await submit(second!.id, changed)
  expect(refused.status).toBe(400)
  expect(refused.body.errors).toEqual([
    {
      path: 'figures.study.people',
      message: '台账数是 115，这里填的是 500。请改用台账数，或在“注”里写明原因。',
    },
  ])
  const taken = await submit(second!.id, { ...changed, figureNotes: { 'study.people': '含乡镇补报的人次' } })
  expect(taken.status).toBe(201)
  const ledger = await office.call('GET', `${base}/ledger/figures?unit=city`)
  const reported = await office.call('GET', `${base}/statistics?unit=city`)
  const of = (list: { code: string; value: number | null }[]) =>
    list.find((one) => one.code === 'study.people')!.value
  expect([of(ledger.body.figures), of(reported.body.values)]).toEqual([115, 500])
})

test('a key activity owes its report by 24:00 of that day, written from it alone; without it nothing is owed', async () => {
  const activity = await record(east, 'east', {
    type: 'drill',
    title: '全县综合应急演练',
    day: '2030-06-12',
    participants: 600,
    narrative: '县四套班子领导到场指挥。',
    isKey: true,
  })
  const [special] = await owed('special')
  expect(special).toMatchObject({ id: activity.obligationId, dueAt: '2030-06-12T15:59:59.999Z' })
  expect((await draftOf(special!.id)).content.fields.report).toBe(
    '6月12日，开展应急演练“全县综合应急演练”，600人次参加。县四套班子领导到场指挥。',
  )
  const content = { ...activity.content, isKey: false }
  await east.call('PUT', `${base}/activities/${activity.id}?unit=east`, { baseVersion: 1, content })
  expect(await owed('special')).toEqual([])
  const again = { ...activity.content, isKey: true }
  await east.call('PUT', `${base}/activities/${activity.id}?unit=east`, { baseVersion: 2, content: again })
  expect((await owed('special')).map((one) => one.id)).toEqual([activity.obligationId])
})

test('reports of single events share one column of the matrix, which shows what is most urgent', async () => {
  await record(east, 'east', { type: 'drill', title: '另一场重要演练', day: '2030-06-11', isKey: true })
  const { body } = await office.call('GET', `${base}/matrix`)
  const special = body.columns.filter((one: { task: string }) => one.task === 'special')
  expect(special).toMatchObject([{ period: '', periodTitle: '重要活动当天报送' }])
  const row = body.rows.find((one: { unit: { code: string } }) => one.unit.code === 'east')
  const column = body.columns.indexOf(special[0])
  const cell = readCells(row.cells).find((one) => one.column === column)!
  // Yesterday's is overdue, today's is not due yet.
  expect(body.states[cell.state]).toBe('overdue')
})

test('an overdue report of an event is named among the past due times until it is sent', async () => {
  const readLate = async () => (await office.call('GET', `${base}/matrix`)).body.lateEvents
  const [late, ...others] = await readLate()
  // Today's event is not late yet.
  expect(others).toEqual([])
  expect(late).toMatchObject({
    taskTitle: '重要活动当天报送',
    periodTitle: '另一场重要演练',
    dueAt: '2030-06-11T15:59:59.999Z',
    units: ['东县'],
  })
  const { units } = (await office.call('GET', `${base}/missing?task=${late.task}&period=${late.period}`)).body
  expect(units).toMatchObject([{ code: 'east', state: 'overdue' }])
  const sent = await submit(units[0].obligationId, (await draftOf(units[0].obligationId)).content)
  expect(sent.status).toBe(201)
  expect(await readLate()).toEqual([])
  const back = await office.call('POST', `${base}/submissions/${sent.body.id}/return`, { remark: '请附图片' })
  expect(back.status).toBe(200)
  expect((await readLate()).map((one: { units: string[] }) => one.units)).toEqual([['东县']])
})

test('a joint event is told and counted by each unit, and once by the city', async () => {
  const before = await office.call('GET', `${base}/ledger/figures?unit=city`)
  await record(east, 'east', { title: '联合宣讲', day: '2030-06-11', participants: 40, partners: ['west'] })
  const west = await app.signIn('west')
  const [, second] = (await owed('weekly', 'west')).filter((one) => one.period.end <= '2030-06-12')
  const draft = (await west.call('GET', `${base}/obligations/${second!.id}/draft`)).body
  expect(draft.content.figures).toEqual({ 'study.people': 40 })
  expect(draft.content.fields.summary).toContain('与东县联合开展集中学习“联合宣讲”')
  const hostOf = async (query: string, client = office) => {
    const { items } = (await client.call('GET', `${base}/ledger/entries?${query}`)).body
    return items.find((one: { title: string }) => one.title === '联合宣讲').host
  }
  // Only to its partner it is somebody else's event.
  expect(await hostOf('unit=west&own=true', west)).toEqual({ code: 'east', name: '东县' })
  expect(await hostOf('unit=west', west)).toEqual({ code: 'east', name: '东县' })
  expect([await hostOf('unit=east'), await hostOf('unit=east&own=true'), await hostOf('unit=city')]).toEqual([
    null,
    null,
    null,
  ])
  const after = await office.call('GET', `${base}/ledger/figures?unit=city`)
  const of = (reply: { body: any }) =>
    reply.body.figures.find((one: any) => one.code === 'study.people').value
  expect(of(after)).toBe(of(before) + 40)
})
