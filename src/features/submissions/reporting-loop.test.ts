import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SmallCity, buildSmallCity } from '../../../tests/support/county.ts'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { createStillClock } from '../../platform/server/clock.ts'
import { readConfig } from '../../platform/server/config.ts'
import type { Pool } from '../../platform/server/database.ts'
import { createHttp } from '../../platform/server/http.ts'
import type { SignedInUser } from '../../platform/server/signed-in-user.ts'
import { readCells } from '../obligations/rules.ts'
import { obligationRoutes } from '../obligations/server/routes.ts'
import { submissionRoutes } from './server/routes.ts'

let pool: Pool
let city: SmallCity
let app: ReturnType<typeof createHttp>
const users = new Map<string, SignedInUser>()
const clock = createStillClock(new Date('2030-06-12T01:00:00Z'))

/** Who calls is named by a header here: signing in is another feature's test. */
beforeEach(async () => {
  pool = await createTestDatabase()
  city = await buildSmallCity(pool.db)
  users.set('east', await city.addUser('east', 'liaison', city.units.east))
  users.set('west', await city.addUser('west', 'liaison', city.units.west))
  users.set('office', await city.addUser('office', 'reviewer', city.units.city))
  users.set('auditor', await city.addUser('auditor', 'auditor', city.units.city))
  clock.moveTo(new Date('2030-06-12T01:00:00Z'))
  app = createHttp({
    services: {
      config: readConfig({}),
      clock,
      pool,
      log: null,
      storage: null as never,
      sms: null,
      secret: Buffer.alloc(32, 7),
    },
    routes: [...obligationRoutes, ...submissionRoutes],
    rawRoutes: [],
    identify: async (request) => users.get(String(request.headers['x-user'])) ?? null,
  })
  return async () => {
    await app.close()
    await pool.close()
  }
})
beforeAll(() => users.clear())
afterAll(() => users.clear())

async function call(user: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object, key?: string) {
  const response = await app.inject({
    method,
    url: `/api/campaigns/small/${path}`,
    headers: { 'x-user': user, ...(key ? { 'idempotency-key': key } : {}) },
    ...(body ? { payload: body } : {}),
  })
  return { status: response.statusCode, body: response.json() }
}
const submit = (user: string, content: object, key = 'key-00000001') =>
  call(user, 'POST', `obligations/${city.obligations[user as 'east']}/submissions`, content, key)
const weekly = (figures = {}) => ({ fields: { summary: '开展宣讲' }, figures })

describe('the reporting loop', () => {
  it('takes a report, returns it, takes it again and accepts it', async () => {
    const first = await submit('east', weekly({ 'study.sessions': 5, 'study.people': 0 }))
    expect(first).toMatchObject({ status: 201, body: { revision: 1, onTime: true } })
    const inbox = await call('office', 'GET', 'inbox')
    expect(inbox.body).toMatchObject({
      total: 1,
      items: [{ submissionId: first.body.id, state: 'submitted' }],
    })

    const returned = await call('office', 'POST', `submissions/${first.body.id}/return`, {
      remark: '请补充参与人次',
      fieldRemarks: { 'figures.study.people': '应大于 0' },
    })
    expect(returned).toMatchObject({ status: 200, body: { state: 'returned' } })
    const draft = await call('east', 'GET', `obligations/${city.obligations.east}/draft`)
    expect(draft.body).toMatchObject({
      content: { figures: { 'study.sessions': 5 } },
      returned: { remark: '请补充参与人次', fieldRemarks: { 'figures.study.people': '应大于 0' } },
    })

    const second = await submit('east', weekly({ 'study.sessions': 5, 'study.people': 80 }), 'key-00000002')
    expect(second.body).toMatchObject({ revision: 2 })
    const accepted = await call('office', 'POST', `submissions/${second.body.id}/accept`, {})
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted', late: false } })
    const view = await call('office', 'GET', `submissions/${second.body.id}`)
    expect(view.body).toMatchObject({
      decision: 'accepted',
      differences: [{ path: 'figures.study.people', before: '0', after: '80' }],
    })
    expect(await submit('east', weekly(), 'key-00000003')).toMatchObject({
      status: 409,
      body: { type: 'urn:anyue:problem:closed-by-acceptance' },
    })
    const counting = await pool.db
      .selectFrom('figures')
      .where('ended_at', 'is', null)
      .select('vals')
      .execute()
    expect(counting).toEqual([{ vals: [5, 80] }])
    const progress = await call('office', 'GET', 'progress')
    expect(progress.body).toMatchObject({ expected: 1, actual: 1, onTime: 1, reportingRate: 1 })
  })

  it('gives a returned report a new due time, and shows the next reviewer what was asked', async () => {
    const first = await submit('east', weekly({ 'study.sessions': 5 }))
    clock.moveTo(new Date('2030-06-13T03:00:00Z'))
    const answer = {
      remark: '请核对',
      fieldRemarks: { 'fields.summary': ' 写明地点 ', 'figures.study.sessions': '  ' },
      newDueAt: '2030-06-14T02:00:00.000Z',
    }
    const back = await call('office', 'POST', `submissions/${first.body.id}/return`, answer)
    expect(back.body).toMatchObject({ state: 'returned', dueAt: answer.newDueAt })
    const again = await submit('east', weekly({ 'study.sessions': 6 }), 'key-00000002')
    expect(again.body).toMatchObject({ revision: 2, onTime: true })
    expect((await call('office', 'GET', `submissions/${again.body.id}`)).body.asked).toMatchObject({
      remark: '请核对',
      fieldRemarks: { 'fields.summary': '写明地点' },
    })
  })

  it('refuses a remark beside nothing and an earlier due time, and changes nothing', async () => {
    const { body } = await submit('east', weekly())
    const path = `submissions/${body.id}/return`
    const astray = await call('office', 'POST', path, {
      remark: '请核对',
      fieldRemarks: { 'fields.nothing': '这里' },
    })
    expect(astray).toMatchObject({ status: 400, body: { errors: [{ path: 'fieldRemarks.fields.nothing' }] } })
    const early = await call('office', 'POST', path, {
      remark: '请核对',
      newDueAt: '2030-06-12T02:00:00.000Z',
    })
    expect(early).toMatchObject({ status: 422, body: { type: 'urn:anyue:problem:earlier-than-due' } })
    expect((await call('office', 'GET', `submissions/${body.id}`)).body.decision).toBe('pending')
  })

  it.each([
    ['2030-06-13T01:59:59.999Z', true],
    ['2030-06-13T02:00:00.000Z', true],
    ['2030-06-13T02:00:00.001Z', false],
  ])('judges a report at %s by the server clock', async (at, onTime) => {
    clock.moveTo(new Date(at))
    expect((await submit('east', weekly())).body).toMatchObject({ onTime })
  })

  it('shows that a late upload had begun in time', async () => {
    clock.moveTo(new Date('2030-06-13T01:58:00Z'))
    const { body } = await call('east', 'POST', `obligations/${city.obligations.east}/start`)
    clock.moveTo(new Date('2030-06-13T02:03:00Z'))
    const sent = await submit('east', { ...weekly(), startToken: body.token })
    expect(sent.body).toMatchObject({ onTime: false, startedAt: '2030-06-13T01:58:00.000Z' })
    const forged = await submit('west', { ...weekly(), startToken: body.token })
    expect(forged).toMatchObject({ status: 422, body: { type: 'urn:anyue:problem:bad-start-token' } })
  })

  it('makes one submission of twenty equal requests at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => submit('east', weekly())))
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.body.id}`)).size).toBe(1)
    expect(await pool.db.selectFrom('submission').select('id').execute()).toHaveLength(1)
    expect(await submit('east', weekly({ 'study.sessions': 1 }))).toMatchObject({ status: 422 })
  })

  it('never overwrites a draft saved on another device', async () => {
    const path = `obligations/${city.obligations.east}/draft`
    expect((await call('east', 'PUT', path, { baseVersion: 0, content: weekly() })).body).toMatchObject({
      version: 1,
    })
    expect((await call('east', 'PUT', path, { baseVersion: 1, content: weekly() })).body).toMatchObject({
      version: 2,
    })
    const stale = await call('east', 'PUT', path, { baseVersion: 1, content: {} })
    expect(stale).toMatchObject({
      status: 409,
      body: { current: { version: 2, content: { fields: { summary: '开展宣讲' } } } },
    })
  })

  it('keeps units apart and auditors from writing', async () => {
    const path = `obligations/${city.obligations.east}`
    expect((await call('west', 'GET', path)).status).toBe(403)
    expect((await call('west', 'POST', `${path}/submissions`, weekly(), 'key-00000001')).status).toBe(403)
    expect((await call('auditor', 'POST', `${path}/submissions`, weekly(), 'key-00000001')).status).toBe(403)
    expect((await call('nobody', 'GET', path)).status).toBe(401)
    expect((await call('office', 'GET', path)).status).toBe(200)
  })

  it('extends a due time for a reason that stays visible, and makes the report on time', async () => {
    clock.moveTo(new Date('2030-06-13T02:30:00Z'))
    await submit('east', weekly())
    const extended = await call('office', 'POST', `obligations/${city.obligations.east}/extension`, {
      newDueAt: '2030-06-13T04:00:00.000Z',
      reason: '当日停电',
    })
    expect(extended.body).toMatchObject({
      state: 'submitted',
      late: false,
      dueAt: '2030-06-13T04:00:00.000Z',
    })
    const seen = await call('east', 'GET', `obligations/${city.obligations.east}`)
    expect(seen.body.changes).toMatchObject([{ kind: 'extension', reason: '当日停电' }])
  })

  it('shows every unit and state in the matrix and names who to chase', async () => {
    await submit('east', { zeroReport: true })
    const matrix = (await call('office', 'GET', 'matrix')).body
    const stateOf = (code: string) => {
      const row = matrix.rows.find((one: { unit: { code: string } }) => one.unit.code === code)
      return matrix.states[readCells(row.cells)[0]!.state]
    }
    expect([stateOf('east'), stateOf('west')]).toEqual(['submitted', 'open'])
    const missing = await call('office', 'GET', 'missing?task=weekly&period=2030-06-13')
    expect(missing.body.units).toMatchObject([{ code: 'west' }])
  })

  it('accepts many at once and tells which could not be', async () => {
    const east = await submit('east', weekly())
    const west = await submit('west', weekly())
    await call('office', 'POST', `submissions/${west.body.id}/accept`, {})
    const { body } = await call('office', 'POST', 'acceptances', {
      submissions: [west.body.id, east.body.id],
    })
    expect(body.results.map((one: { accepted: boolean }) => one.accepted)).toEqual([false, true])
  })
})
