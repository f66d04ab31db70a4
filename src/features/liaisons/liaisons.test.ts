import { readXlsx } from 'hucre/xlsx'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SmallCity, buildSmallCity, smallDefinition } from '../../../tests/support/county.ts'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { createStillClock } from '../../platform/server/clock.ts'
import { readConfig } from '../../platform/server/config.ts'
import type { Pool } from '../../platform/server/database.ts'
import { createHttp } from '../../platform/server/http.ts'
import type { SignedInUser } from '../../platform/server/signed-in-user.ts'
import { statisticsRoutes } from '../statistics/server/routes.ts'
import { submissionRoutes } from '../submissions/server/routes.ts'
import { liaisonRoutes } from './server/routes.ts'

let pool: Pool
let city: SmallCity
let app: ReturnType<typeof createHttp>
const users = new Map<string, SignedInUser>()
const clock = createStillClock(new Date('2030-06-08T01:00:00Z'))
const liaisonsUrl = '/api/campaigns/small/liaisons'

const reason = { basis: '通知末段', purpose: '活动期间联系' }
const field = (key: string, label: string, type: string) => ({ key, label, type, ...reason })
const definition = {
  ...smallDefinition,
  forms: [
    ...smallDefinition.forms,
    {
      key: 'liaison',
      title: '联络员表',
      minutes: 3,
      fields: [
        {
          ...field('liaisons', '联络员', 'list'),
          itemLabel: '名',
          personal: true,
          fields: [
            field('name', '姓名', 'text'),
            field('office-phone', '办公电话', 'phone'),
            field('mobile', '手机号码', 'mobile'),
            field('email', '电子邮箱', 'email'),
          ],
        },
        field('address', '通信地址', 'text'),
      ],
    },
  ],
  tasks: [
    ...smallDefinition.tasks,
    {
      key: 'liaison',
      title: '联络员表',
      shortTitle: '联络员',
      form: 'liaison',
      ...reason,
      audience: { tags: ['county'] },
      schedule: { kind: 'once', opens: '2030-06-01', due: '2030-06-09' },
    },
  ],
}
const person = (name: string, mobile: string) => ({
  name,
  mobile,
  'office-phone': '03562190000',
  email: 'office@example.gov.cn',
})

beforeAll(async () => {
  pool = await createTestDatabase()
  city = await buildSmallCity(pool.db)
  await pool.db
    .updateTable('campaign')
    .set({ definition: JSON.stringify(definition), digest: 'liaison-1' })
    .execute()
  users.set('office', await city.addUser('office', 'reviewer', city.units.city))
  users.set('east', await city.addUser('east', 'liaison', city.units.east))
  users.set('leader', await city.addUser('leader', 'leader', city.units.east))
  users.set('west', await city.addUser('west', 'liaison', city.units.west))
  app = createHttp({
    services: {
      config: readConfig({}),
      clock,
      pool,
      log: null,
      storage: null as never,
      sms: null,
      secret: Buffer.alloc(32),
    },
    routes: [...submissionRoutes, ...liaisonRoutes, ...statisticsRoutes],
    rawRoutes: [],
    identify: async (request) => users.get(String(request.headers['x-user'])) ?? null,
  })
  const obligation = await oweLiaisonReports()
  await report(obligation, [person('王某某', '13800000000')])
  clock.moveTo(new Date('2030-06-08T02:00:00Z'))
  await report(obligation, [person('李某某', '13900000000'), person('王某某', '13800000000')])
})
afterAll(async () => {
  await app.close()
  await pool.close()
})

/** East and west owe one each; gives east's. */
async function oweLiaisonReports(): Promise<string> {
  const weekly = await pool.db
    .selectFrom('obligation')
    .where('id', '=', city.obligations.east)
    .selectAll()
    .executeTakeFirstOrThrow()
  const taskId = v7()
  await pool.db
    .insertInto('task')
    .values({ id: taskId, campaign_id: weekly.campaign_id, key: 'liaison', position: 1 })
    .execute()
  const ids = [v7(), v7()]
  for (const [index, unit] of [city.units.east, city.units.west].entries()) {
    await pool.db
      .insertInto('obligation')
      .values({
        ...weekly,
        id: ids[index]!,
        task_id: taskId,
        task_key: 'liaison',
        unit_id: unit.id,
        a1: unit.number,
        opens_at: new Date('2030-06-01T00:00:00Z'),
      })
      .execute()
  }
  return ids[0]!
}

async function report(obligation: string, liaisons: object[]) {
  const reply = await app.inject({
    method: 'POST',
    url: `/api/campaigns/small/obligations/${obligation}/submissions`,
    headers: { 'x-user': 'east', 'idempotency-key': v7() },
    payload: { fields: { liaisons, address: '某路1号' } },
  })
  expect(reply.statusCode, reply.body).toBe(201)
}

const get = async (user: string, url: string) => {
  const response = await app.inject({ method: 'GET', url, headers: { 'x-user': user } })
  return { status: response.statusCode, bytes: response.rawPayload, body: () => response.json() }
}
const countReveals = async () =>
  (
    await pool.db
      .selectFrom('audit_record')
      .where('kind', '=', 'personal-data-read')
      .select('after')
      .execute()
  ).length

describe('the liaison directory', () => {
  it('masks names and numbers by default, for everyone, and records nothing then', async () => {
    const { items, fields, next } = (await get('office', liaisonsUrl)).body()
    expect(fields.map((one: { key: string }) => one.key)).toEqual(['name', 'office-phone', 'mobile', 'email'])
    expect(items).toMatchObject([
      { code: 'east', masked: true, mayReveal: true, address: '某路1号', standing: 'submitted' },
      { code: 'west', liaisons: [], standing: 'none' },
    ])
    expect(items[0].liaisons[0]).toEqual({
      name: '李*',
      mobile: '139****0000',
      'office-phone': '035****0000',
      email: 'o***@example.gov.cn',
    })
    expect(next).toBeNull()
    expect(await countReveals()).toBe(0)
  })

  it('shows clear text on request to those who may see it, and records the look', async () => {
    const office = (await get('office', `${liaisonsUrl}?reveal=true`)).body()
    expect(office.items[0].liaisons[0]).toMatchObject({ name: '李某某', mobile: '13900000000' })
    expect(await countReveals()).toBe(1)
    const own = (await get('east', `${liaisonsUrl}?reveal=true`)).body()
    expect(own.items).toMatchObject([{ code: 'east', masked: false }])
    expect(await countReveals()).toBe(2)
    const leader = (await get('leader', `${liaisonsUrl}?reveal=true`)).body()
    expect(leader.items).toMatchObject([{ code: 'east', masked: true, mayReveal: false }])
    expect(await countReveals()).toBe(2)
    expect((await get('west', `${liaisonsUrl}?unit=east&reveal=true`)).status).toBe(403)
  })

  it('pages by cursor', async () => {
    const first = (await get('office', `${liaisonsUrl}?limit=1`)).body()
    const second = (await get('office', `${liaisonsUrl}?limit=1&cursor=${first.next}`)).body()
    expect([first.items[0].code, second.items[0].code]).toEqual(['east', 'west'])
  })

  it('remembers who was liaison before', async () => {
    const { items, masked } = (await get('east', `${liaisonsUrl}/east/history?reveal=true`)).body()
    expect(masked).toBe(false)
    expect(items).toMatchObject([
      { revision: 2, added: ['李某某'], removed: [] },
      { revision: 1, added: ['王某某'] },
    ])
    const shown = (await get('leader', `${liaisonsUrl}/east/history`)).body()
    expect(shown.items[0].added).toEqual(['李*'])
    expect((await get('west', `${liaisonsUrl}/east/history`)).status).toBe(403)
  })

  it('comes as a workbook and as vCards', async () => {
    const book = await readXlsx((await get('office', `${liaisonsUrl}.xlsx`)).bytes)
    const rows = book.sheets[0]!.rows
    expect(rows[2]!.slice(1, 4)).toEqual(['东县', '李*', '035****0000'])
    expect(rows[4]!.at(-1)).toBe('未报')
    const cards = (await get('office', `${liaisonsUrl}.vcf?reveal=true`)).bytes.toString()
    expect(cards.match(/BEGIN:VCARD/g)).toHaveLength(2)
    expect(cards).toContain('FN:李某某\r\n')
    expect(cards).toContain('TEL;TYPE=CELL,VOICE:13900000000\r\n')
    expect(cards.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })

  it("heads a single unit's statistics sheet for those who may see it", async () => {
    await pool.db
      .updateTable('obligation')
      .set({ due_at: new Date('2030-06-08T00:00:00Z') })
      .where('id', '=', city.obligations.east)
      .execute()
    const sheet = '/api/campaigns/small/statistics?unit=east&own=true'
    expect((await get('east', sheet)).body().contact).toEqual({ name: '李某某', phone: '03562190000' })
    expect((await get('leader', sheet)).body().contact).toBeNull()
    expect((await get('office', '/api/campaigns/small/statistics')).body().contact).toBeNull()
  })
})
