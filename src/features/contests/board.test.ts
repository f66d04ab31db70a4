import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerAllRight } from '../../../tests/support/answer-all-right.ts'
import { type Client, type TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import type { BoardView } from './board-contract.ts'

const start = '2022-06-15T01:00:00Z'
const contest = '/api/public/jincheng-2022/contests/quiz-law'
const desk = '/api/campaigns/jincheng-2022/contests/quiz-law/board'
let app: TestApp
let office: Client

beforeAll(async () => {
  ;({ app } = await startCampaignApp(start))
  const { db } = app.services.pool
  const root = await db
    .selectFrom('org_unit')
    .where('code', '=', 'jincheng')
    .select('id')
    .executeTakeFirstOrThrow()
  await app.addUser('office', 'reviewer', root.id)
  office = await app.signIn('office')
})
beforeEach(() => app.clock.moveTo(new Date(start)))
afterAll(() => app.close())

/** Answers the first `right` questions rightly and takes `seconds` for it. */
async function answer(phone: Client, right: number, seconds: number, unit = 'zezhou') {
  app.clock.moveTo(new Date(start))
  const attempt = (await phone.call('POST', `${contest}/attempts`, { unit })).body
  const answers = Object.entries(await answerAllRight(app.services, attempt.id)).slice(0, right)
  app.clock.moveTo(new Date(Date.parse(start) + seconds * 1000))
  const path = `${contest}/attempts/${attempt.id}/finish`
  return (await phone.call('POST', path, { answers: Object.fromEntries(answers) })).body
}

const read = async (phone: Client = app.anonymous): Promise<BoardView> =>
  (await phone.call('GET', `${contest}/board`)).body

describe('the leaderboard', () => {
  const phones: Client[] = []

  it('stands by points, then by time, then by who was first; everybody sees it and each phone its own place', async () => {
    expect(await read()).toEqual({ state: 'live', since: null, items: [], own: null })
    for (const [right, seconds] of [
      [10, 100],
      [15, 300],
      [15, 200],
    ] as const) {
      const phone = await openPhone(app)
      phones.push(phone)
      await answer(phone, right, seconds)
    }
    const board = await read(phones[0])
    expect(board.items.map((one) => [one.place, one.usedMs, one.own])).toEqual([
      [1, 200_000, false],
      [2, 300_000, false],
      [3, 100_000, true],
    ])
    expect(board.own).toMatchObject({ place: 3, usedMs: 100_000 })
    expect((await read()).own).toBeNull()
    expect((await read()).items.every((one) => /^参与者 [0-9a-f]{4}$/.test(one.name))).toBe(true)
  })

  it('keeps the best attempt of a person, and shows a better one at once', async () => {
    await answer(phones[2]!, 1, 10)
    expect((await read(phones[2])).own).toMatchObject({ place: 1, usedMs: 200_000 })
    await answer(phones[1]!, 15, 60)
    expect((await read(phones[1])).own).toMatchObject({ place: 1, usedMs: 60_000 })
  })

  it('shows a name only masked, keeps nothing else of it, and takes it away when asked', async () => {
    const given = await phones[1]!.call('PUT', `${contest}/board/name`, { name: '王小明' })
    expect(given.body).toEqual({ name: '王*' })
    expect((await read()).items[0]!.name).toBe('王*')
    const { rows } = await app.services.pool.pg.query('select standing::text as line from standing')
    expect(JSON.stringify(rows)).not.toContain('小明')
    expect((await phones[1]!.call('PUT', `${contest}/board/name`, { name: null })).body.name).toMatch(
      /^参与者/,
    )
    for (const name of ['13900000000', '<b>', 'x'.repeat(31), ''])
      expect((await phones[1]!.call('PUT', `${contest}/board/name`, { name })).status).toBe(400)
    const newcomer = await openPhone(app)
    const early = await newcomer.call('PUT', `${contest}/board/name`, { name: '李某' })
    expect([early.status, early.body.title]).toEqual([409, 'no-standing'])
  })

  it('frozen shows the places of that instant, whatever comes later, and its history cannot be changed', async () => {
    app.clock.moveTo(new Date('2022-06-15T02:00:00Z'))
    const frozen = await office.call('POST', desk, { state: 'frozen', reason: '公示' })
    expect(frozen.body.changes[0]).toMatchObject({ state: 'frozen', reason: '公示', places: 3 })
    const before = await read(phones[0])
    expect(before).toMatchObject({ state: 'frozen', since: '2022-06-15T02:00:00.000Z', own: { place: 3 } })
    const late = await openPhone(app)
    await answer(late, 15, 5)
    expect((await read()).items).toEqual(before.items.map((one) => ({ ...one, own: false })))
    expect((await read(late)).own).toBeNull()
    const { pg } = app.services.pool
    await expect(pg.query('update board_snapshot_place set place = place + 10')).rejects.toThrow()
    await expect(pg.query('delete from board_change')).rejects.toThrow()
    await office.call('POST', desk, { state: 'live', reason: '公示期满' })
    expect((await read(late)).own?.place).toBe(1)
  })

  it('can be switched off, by the office alone, with a line in the record', async () => {
    expect((await office.call('POST', desk, { state: 'off', reason: '核查' })).body.state).toBe('off')
    expect(await read(phones[0])).toEqual({ state: 'off', since: null, items: [], own: null })
    const again = await office.call('POST', desk, { state: 'off', reason: '核查' })
    expect([again.status, again.body.title]).toEqual([409, 'board-unchanged'])
    expect((await office.call('POST', desk, { state: 'live', reason: '' })).status).toBe(400)
    expect((await phones[0]!.call('POST', desk, { state: 'live', reason: '我要' })).status).toBe(401)
    const page = await app.anonymous.call('GET', '/p/jincheng-2022/contests/quiz-law/board')
    expect(page.body).toContain('没有公开')
    await office.call('POST', desk, { state: 'live', reason: '核查完毕' })
    const lines = await app.services.pool.db
      .selectFrom('audit_record')
      .where('kind', '=', 'board-changed')
      .select('after')
      .execute()
    expect(lines).toHaveLength(4)
  })

  it('is a page that works without scripts', async () => {
    const page = await phones[0]!.call('GET', '/p/jincheng-2022/contests/quiz-law/board')
    expect(page.status).toBe(200)
    expect(page.body).toMatch(/我排第 \d+ 名/)
    expect(page.headers.get('cache-control')).toContain('no-store')
  })

  it('a contest without one shows none', async () => {
    const other = desk.replace('quiz-law', 'quiz-skills')
    const reply = await office.call('POST', other, { state: 'live', reason: '试试' })
    expect([reply.status, reply.body.title]).toEqual([409, 'no-board'])
  })
})
