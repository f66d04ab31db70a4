import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type SmallCity,
  type TestUnit,
  buildSmallCity,
  smallDefinition,
} from '../../../tests/support/county.ts'
import { createTestDatabase } from '../../../tests/support/database.ts'
import { createStillClock } from '../../platform/server/clock.ts'
import { readConfig } from '../../platform/server/config.ts'
import type { Pool } from '../../platform/server/database.ts'
import { createHttp } from '../../platform/server/http.ts'
import type { SignedInUser } from '../../platform/server/signed-in-user.ts'
import { canonicalJson } from '../../platform/shared/canonical-json.ts'
import { obligationRoutes } from '../obligations/server/routes.ts'
import { submissionRoutes } from '../submissions/server/routes.ts'
import { statisticsRoutes } from './server/routes.ts'

let pool: Pool
let city: SmallCity
let app: ReturnType<typeof createHttp>
const users = new Map<string, SignedInUser>()
const clock = createStillClock(new Date('2030-06-08T01:00:00Z'))
const codes = smallDefinition.indicators.map((one) => one.code)

beforeAll(async () => {
  pool = await createTestDatabase()
  city = await buildSmallCity(pool.db)
  users.set('office', await city.addUser('office', 'reviewer', city.units.city))
  for (const name of ['east', 'west', 'town'] as const) {
    users.set(name, await city.addUser(name, 'liaison', city.units[name]))
  }
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
    routes: [...obligationRoutes, ...submissionRoutes, ...statisticsRoutes],
    rawRoutes: [],
    identify: async (request) => users.get(String(request.headers['x-user'])) ?? null,
  })
})
afterAll(async () => {
  await app.close()
  await pool.close()
})

async function call(user: string, method: 'GET' | 'POST', url: string, body?: object) {
  const headers = { 'x-user': user, 'idempotency-key': v7() }
  const response = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: response.statusCode, body: response.body ? response.json() : null }
}

async function download(user: string, url: string) {
  const response = await app.inject({ method: 'GET', url, headers: { 'x-user': user } })
  return { status: response.statusCode, bytes: response.rawPayload, headers: response.headers }
}

interface TestCampaign {
  key: string
  obligations: { id: string; unit: TestUnit; period: number }[]
  submit: (unit: string, period: number, figures: object, extra?: object) => Promise<string>
  giveBack: (submission: string) => Promise<void>
}

let made = 0
/** A campaign of its own in the small city: `periods` weekly reports for each unit named. */
async function addCampaign(units: ('east' | 'west' | 'town')[], periods: number): Promise<TestCampaign> {
  const key = `test-${(made += 1)}`
  const { id: rootId } = city.units.city
  const campaignId = v7()
  const taskId = v7()
  const loaded = new Date('2030-05-01T00:00:00Z')
  await pool.db
    .insertInto('campaign')
    .values({
      id: campaignId,
      key,
      title: key,
      root_unit_id: rootId,
      definition: JSON.stringify({ ...smallDefinition, key }),
      digest: `${key}-1`,
      loaded_at: loaded,
    })
    .execute()
  await pool.db
    .insertInto('task')
    .values({ id: taskId, campaign_id: campaignId, key: 'weekly', position: 0 })
    .execute()
  const obligations: TestCampaign['obligations'] = []
  for (const name of units) {
    const ancestors = await pool.db
      .selectFrom('org_unit')
      .where('id', '=', city.units[name].id)
      .select(['a0', 'a1', 'a2'])
      .executeTakeFirstOrThrow()
    for (let period = 1; period <= periods; period += 1) {
      const id = v7()
      obligations.push({ id, unit: city.units[name], period })
      await pool.db
        .insertInto('obligation')
        .values({
          id,
          campaign_id: campaignId,
          task_id: taskId,
          task_key: 'weekly',
          unit_id: city.units[name].id,
          period_key: `w${period}`,
          period_title: `第${period}次周报`,
          period_start: `2030-06-0${period}`,
          period_end: `2030-06-0${period}`,
          opens_at: new Date('2030-06-01T00:00:00Z'),
          due_at: new Date(`2030-06-0${period + 1}T02:00:00Z`),
          ...ancestors,
        })
        .execute()
    }
  }
  return {
    key,
    obligations,
    submit: async (unit, period, figures, extra = {}) => {
      const { id } = obligations.find((one) => one.unit.code === unit && one.period === period)!
      const content = { fields: { summary: `开展宣讲 ${v7()}` }, figures, ...extra }
      const reply = await call(unit, 'POST', `/api/campaigns/${key}/obligations/${id}/submissions`, content)
      expect(reply.status, JSON.stringify(reply.body)).toBe(201)
      return reply.body.id
    },
    giveBack: async (submission) => {
      const url = `/api/campaigns/${key}/submissions/${submission}/return`
      expect((await call('office', 'POST', url, { remark: '请核对' })).status).toBe(200)
    },
  }
}

const startOfDay = (day: number, time = '01:00:00') => new Date(`2030-06-0${day}T${time}Z`)
const valuesOf = (body: { values: { value: number | null }[] }) => body.values.map((one) => one.value)

describe('totals', () => {
  it('equal the sum over the leaves as of every instant, for any order of submit, return and resubmit', async () => {
    const names = ['east', 'west', 'town'] as const
    const number = fc.option(fc.nat(1000), { nil: null })
    const step = fc.record({
      unit: fc.constantFrom(...names),
      period: fc.integer({ min: 1, max: 2 }),
      back: fc.boolean(),
      figures: fc.tuple(number, number),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        const campaign = await addCampaign([...names], 2)
        const inForce = new Map<string, { id: string; figures: (number | null)[] }>()
        const history: { at: Date; total: (units: readonly string[]) => (number | null)[] }[] = []
        let at = startOfDay(3).getTime()
        for (const { unit, period, back, figures } of steps) {
          clock.moveTo(new Date((at += 1000)))
          const place = `${unit} ${period}`
          const standing = inForce.get(place)
          if (back && standing) {
            await campaign.giveBack(standing.id)
            inForce.delete(place)
          } else {
            const [first, second] = figures
            const id = await campaign.submit(unit, period, { [codes[0]!]: first, [codes[1]!]: second })
            inForce.set(place, { id, figures })
          }
          const then = new Map(inForce)
          history.push({ at: clock.now(), total: (units) => sumNaively(then, units) })
        }
        for (const moment of history) {
          const asOf = `asOf=${moment.at.toISOString()}`
          const read = async (query: string) =>
            valuesOf(
              (await call('office', 'GET', `/api/campaigns/${campaign.key}/statistics?${query}&${asOf}`))
                .body,
            )
          expect(await read('unit=city')).toEqual(moment.total(names))
          expect(await read('unit=east')).toEqual(moment.total(['east', 'town']))
          expect(await read('unit=east&own=true')).toEqual(moment.total(['east']))
        }
      }),
      { numRuns: 12 },
    )
  }, 120_000)

  /** Written without regard to the product's way: per unit the later period with a number, then the sum. */
  function sumNaively(inForce: Map<string, { figures: (number | null)[] }>, units: readonly string[]) {
    return [0, 1].map((index) => {
      let total: number | null = null
      for (const unit of units) {
        const reports = [2, 1].map((period) => inForce.get(`${unit} ${period}`)?.figures)
        const figures = reports.find((one) => one?.some((value) => value !== null))
        const value = figures?.[index]
        if (value !== null && value !== undefined) total = (total ?? 0) + value
      }
      return total
    })
  }

  it('say who is in them, who is not and where each number comes from', async () => {
    const campaign = await addCampaign(['east', 'west', 'town'], 2)
    clock.moveTo(startOfDay(2))
    const first = await campaign.submit(
      'east',
      1,
      { [codes[0]!]: 3 },
      { figureNotes: { [codes[0]!]: '含分会场' } },
    )
    clock.moveTo(startOfDay(2, '03:00:00'))
    await campaign.submit('west', 1, { [codes[0]!]: 4, [codes[1]!]: 0 })
    clock.moveTo(startOfDay(2, '04:00:00'))
    const at2 = clock.now().toISOString()
    clock.moveTo(startOfDay(4))
    const url = `/api/campaigns/${campaign.key}/statistics`
    const { body } = await call('office', 'GET', `${url}?unit=city`)
    expect(valuesOf(body)).toEqual([7, 0])
    expect(body.coverage).toEqual({
      expected: 3,
      included: 2,
      onTime: 0,
      late: 0,
      missing: 3,
      exempted: 0,
      returned: 0,
    })
    expect(body.units[0]).toMatchObject({
      code: 'east',
      standing: 'missing',
      submissionId: first,
      periodTitle: '第1次周报',
    })
    const earlier = (await call('office', 'GET', `${url}?unit=city&asOf=${at2}`)).body
    expect(earlier.units.map((one: { standing: string }) => one.standing)).toEqual([
      'on-time',
      'late',
      'missing',
    ])

    const opened = await call('office', 'GET', `${url}/${codes[0]}?unit=city`)
    expect(opened.body).toMatchObject({
      total: 7,
      items: [
        { code: 'east', value: 3, note: '含分会场', submissionId: first },
        { code: 'west', value: 4, note: null },
      ],
    })
    expect((await call('office', 'GET', `${url}/no.such`)).status).toBe(404)
    expect((await call('office', 'GET', `${url}?unit=nowhere`)).status).toBe(404)
    expect((await call('west', 'GET', `${url}?unit=east`)).status).toBe(403)
    expect(valuesOf((await call('east', 'GET', url)).body)).toEqual([3, null])
  })
})

describe('a snapshot', () => {
  it('gives the same figures for ever, says so, and compares unit by unit', async () => {
    const campaign = await addCampaign(['east', 'west'], 1)
    clock.moveTo(startOfDay(1, '05:00:00'))
    await campaign.submit('east', 1, { [codes[0]!]: 3 })
    const west = await campaign.submit('west', 1, { [codes[0]!]: 4 })
    clock.moveTo(startOfDay(1, '06:00:00'))
    const url = `/api/campaigns/${campaign.key}/snapshots`
    const one = await call('office', 'POST', url, { title: '第一次汇总' })
    expect(one).toMatchObject({
      status: 201,
      body: { number: 1, included: 2, expected: 2, unit: { code: 'city' } },
    })
    clock.moveTo(startOfDay(1, '07:00:00'))
    await campaign.giveBack(west)
    await campaign.submit('east', 1, { [codes[0]!]: 5 })
    await pool.db.updateTable('org_unit').set({ name: '东县（改名）' }).where('code', '=', 'east').execute()
    const two = await call('office', 'POST', url, { title: '第二次汇总' })
    expect(two.body.number).toBe(2)

    const again = (await call('office', 'GET', `${url}/1`)).body
    expect(again).toMatchObject({
      verified: true,
      digest: one.body.digest,
      table: { coverage: { onTime: 2 } },
    })
    expect(valuesOf(again.table)).toEqual([7, null])
    expect(again.table.units[0].name).toBe('东县')
    const { content } = await pool.db
      .selectFrom('snapshot')
      .where('digest', '=', one.body.digest)
      .select('content')
      .executeTakeFirstOrThrow()
    const { ledger } = content as { ledger: unknown }
    expect(createHash('sha256').update(canonicalJson(ledger)).digest('hex')).toBe(one.body.digest)

    const compared = (await call('office', 'GET', `${url}/1/comparison?with=2`)).body
    expect(compared.totals[0]).toEqual({ code: codes[0], from: 7, to: 5 })
    expect(compared.units).toMatchObject([
      { code: 'east', changes: [{ code: codes[0], from: 3, to: 5 }] },
      { code: 'west', changes: [{ code: codes[0], from: 4, to: null }] },
    ])
    const list = (await call('office', 'GET', `${url}?limit=1`)).body
    expect(list.items.map((item: { number: number }) => item.number)).toEqual([2])
    expect((await call('office', 'GET', `${url}?limit=1&cursor=${list.next}`)).body.items[0].number).toBe(1)
    expect((await call('east', 'GET', `${url}/1`)).status).toBe(403)
    expect((await call('east', 'POST', url, { title: '越权' })).status).toBe(403)
    await pool.db.updateTable('org_unit').set({ name: '东县' }).where('code', '=', 'east').execute()
  })

  it('notices figures changed behind its back', async () => {
    const campaign = await addCampaign(['east'], 1)
    clock.moveTo(startOfDay(1, '05:00:00'))
    const id = await campaign.submit('east', 1, { [codes[0]!]: 3 })
    clock.moveTo(startOfDay(1, '06:00:00'))
    const url = `/api/campaigns/${campaign.key}/snapshots`
    await call('office', 'POST', url, { title: '汇总' })
    await pool.db
      .updateTable('figures')
      .set({ vals: [30, 0] })
      .where('submission_id', '=', id)
      .execute()
    const read = (await call('office', 'GET', `${url}/1`)).body
    expect(read.verified).toBe(false)
    expect(valuesOf(read.table)).toEqual([3, null])
  })

  it('holds while reports, returns and acceptances pour in at its very instant', async () => {
    const campaign = await addCampaign(['east', 'west', 'town'], 2)
    clock.moveTo(startOfDay(2, '05:00:00'))
    await campaign.submit('east', 1, { [codes[0]!]: 100 })
    const url = `/api/campaigns/${campaign.key}`
    const publish = () => call('office', 'POST', `${url}/snapshots`, { title: '汇总' })
    const pour = async (unit: string, period: number) => {
      for (let value = 1; value <= 6; value += 1) {
        const id = await campaign.submit(unit, period, { [codes[0]!]: value })
        if (value % 3 === 0) await campaign.giveBack(id)
      }
      const last = await campaign.submit(unit, period, { [codes[0]!]: 7 })
      expect((await call('office', 'POST', `${url}/submissions/${last}/accept`, {})).status).toBe(200)
    }
    const published: number[] = []
    const replies = Promise.all(
      ['east', 'west', 'town'].flatMap((unit) => [pour(unit, 1), pour(unit, 2)]),
    ).then(() => 'done')
    while ((await Promise.race([replies, new Promise((later) => setTimeout(later, 5, 'more'))])) === 'more') {
      const reply = await publish()
      expect(reply.status).toBe(201)
      published.push(reply.body.number)
    }
    expect(published.length).toBeGreaterThan(2)
    for (const number of published) {
      const read = (await call('office', 'GET', `${url}/snapshots/${number}`)).body
      expect(read.verified, `snapshot ${number}`).toBe(true)
    }
  })

  it('gets one number each when many are published at once', async () => {
    const campaign = await addCampaign(['east'], 1)
    const url = `/api/campaigns/${campaign.key}/snapshots`
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => call('office', 'POST', url, { title: '汇总' })),
    )
    expect(replies.map((one) => one.body.number).sort()).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe('downloads', () => {
  let base: string
  beforeAll(async () => {
    const campaign = await addCampaign(['east', 'west'], 1)
    clock.moveTo(startOfDay(1, '05:00:00'))
    await campaign.submit('east', 1, { [codes[0]!]: 3, [codes[1]!]: 0 })
    await pool.db.updateTable('org_unit').set({ name: '=cmd' }).where('code', '=', 'west').execute()
    await campaign.submit('west', 1, { [codes[0]!]: 4 })
    base = `/api/campaigns/${campaign.key}`
    await call('office', 'POST', `${base}/snapshots`, { title: '汇总' })
    return async () => {
      await pool.db.updateTable('org_unit').set({ name: '西县' }).where('code', '=', 'west').execute()
    }
  })

  it('a Word file with widths and fonts written out, and the numbers in the brackets', async () => {
    const { status, bytes, headers } = await download('office', `${base}/statistics.docx?snapshot=1`)
    expect(status).toBe(200)
    expect(decodeURIComponent(String(headers['content-disposition']))).toMatch(/某市.*（快照第1号）\.docx/)
    const parts = unzipSync(bytes)
    const text = (name: string) => Buffer.from(parts[name]!).toString()
    const document = text('word/document.xml')
    const grid = [...document.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((one) => Number(one[1]))
    expect(grid).toEqual([1591, 3184, 4070])
    expect(document).toContain('<w:tblLayout w:type="fixed"/>')
    const cells = [...document.matchAll(/<w:tcW w:type="dxa" w:w="(\d+)"/g)].map((one) => Number(one[1]))
    expect(cells.length).toBeGreaterThanOrEqual(6)
    expect(cells.every((width, index) => width === grid[index % 3])).toBe(true)
    const runs = document.match(/<w:r>.*?<\/w:r>/gs)!
    expect(runs.every((run) => /w:eastAsia="(仿宋_GB2312|方正小标宋简体|黑体)"/.test(run))).toBe(true)
    expect(document).toContain('学习场次(7)场')
    expect(document).toContain('数据计入2个单位')
    for (const name of Object.keys(parts)) {
      if (name.endsWith('.xml')) expect(text(name)).not.toMatch(/w:(ascii|hAnsi|eastAsia|cs)Theme/)
    }
  })

  it('a workbook in which text is never a formula', async () => {
    const { bytes } = await download('office', `${base}/statistics.xlsx`)
    const parts = unzipSync(bytes)
    const sheets = Object.keys(parts).filter((name) => /worksheets\/sheet/.test(name))
    expect(sheets).toHaveLength(3)
    for (const name of sheets) expect(Buffer.from(parts[name]!).toString()).not.toMatch(/<f[ >]/)
    const book = await readXlsx(bytes)
    const units = book.sheets.find((sheet) => sheet.name === '分单位')!
    expect(units.rows[2]!.slice(1)).toEqual(['合计', 7, 0])
    expect(units.rows[4]!.slice(1)).toEqual(['=cmd', 4, null])
  })

  it('a CSV file with a byte order mark whose text is guarded', async () => {
    const { bytes } = await download('office', `${base}/statistics.csv`)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = bytes.toString().split('\r\n')
    expect(lines[1]).toContain(`${codes.join(',')}`)
    expect(lines.find((line) => line.startsWith('west'))).toContain(`"'=cmd"`)
    expect(lines.at(-2)).toMatch(/,合计,.*,7,0$/)
  })

  it('a PDF file', async () => {
    const { bytes, headers } = await download('office', `${base}/statistics.pdf?unit=east`)
    expect(headers['content-type']).toBe('application/pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })
})
