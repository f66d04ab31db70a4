import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerAllRight } from '../../../tests/support/answer-all-right.ts'
import { type Client, type TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import { readSpreadsheet } from '../../platform/server/documents/read-spreadsheet.ts'
import { inTransaction } from '../../platform/server/database.ts'
import type { CampaignDefinition } from '../campaign/definition.ts'
import type { ContestDefinition } from '../campaign/public-part.ts'
import { adoptCampaign } from '../ledger/server/adopt-campaign.ts'
import type { AttemptView } from './contract.ts'
import type { AttemptAudit, QuestionAnalysis } from './desk-contract.ts'
import { finishOverdue } from './server/finish-overdue.ts'
import { joinAttempts } from './server/join-attempts.ts'
import { type QuestionSums, addAnswer, discriminationOf, warnOf } from './question-sums.ts'

const start = '2022-06-15T01:00:00Z'
const contest = '/api/public/jincheng-2022/contests/quiz-law'
const desk = '/api/campaigns/jincheng-2022/contests'
let app: TestApp
let definition: CampaignDefinition
let office: Client
let auditor: Client
let county: Client
const attempts: string[] = []
const phones: Client[] = []

beforeAll(async () => {
  ;({ app, definition } = await startCampaignApp(start))
  const { db } = app.services.pool
  const units = await db
    .selectFrom('org_unit')
    .where('code', 'in', ['jincheng', 'yangcheng'])
    .select(['id', 'code'])
    .execute()
  const unit = (code: string) => units.find((one) => one.code === code)!.id
  await app.addUser('office', 'reviewer', unit('jincheng'))
  await app.addUser('auditor', 'auditor', unit('jincheng'))
  await app.addUser('county', 'reviewer', unit('yangcheng'))
  office = await app.signIn('office')
  auditor = await app.signIn('auditor')
  county = await app.signIn('county')
  // Two of three pass in one county, one of one in the other; the second day has one.
  for (const [named, right, day] of [
    ['zezhou', 15, 15],
    ['zezhou', 15, 15],
    ['zezhou', 2, 15],
    ['yangcheng', 14, 16],
  ] as const) {
    app.clock.moveTo(new Date(`2022-06-${day}T01:00:00Z`))
    const phone = await openPhone(app)
    const attempt = (await phone.call('POST', `${contest}/attempts`, { unit: named })).body
    const answers = Object.entries(await answerAllRight(app.services, attempt.id)).slice(0, right)
    await phone.call('POST', `${contest}/attempts/${attempt.id}/finish`, {
      answers: Object.fromEntries(answers),
    })
    attempts.push(attempt.id)
    phones.push(phone)
  }
})
beforeEach(() => app.clock.moveTo(new Date('2022-06-17T01:00:00Z')))
afterAll(() => app.close())

describe('the office sees', () => {
  it('all contests, and who took part by unit in the order of the directory and by day', async () => {
    const list = await office.call('GET', desk)
    expect(list.body.items.find((one: { key: string }) => one.key === 'quiz-law')).toMatchObject({
      attempts: 4,
    })
    const { body } = await office.call('GET', `${desk}/quiz-law/participation`)
    const units = Object.fromEntries(
      body.units.map((one: { unit: { code: string } }) => [one.unit.code, one]),
    )
    expect(units.zezhou).toMatchObject({ people: 3, attempts: 3, passedShare: 2 / 3 })
    expect(units.yangcheng).toMatchObject({ people: 1, attempts: 1, passedShare: 1 })
    expect(body.total).toEqual({ people: 4, attempts: 4, passedShare: 3 / 4 })
    expect(body.days).toEqual([
      { day: '2022-06-15', people: 3, attempts: 3 },
      { day: '2022-06-16', people: 1, attempts: 1 },
    ])
    const order = await app.services.pool.db
      .selectFrom('org_unit')
      .where('code', 'in', ['zezhou', 'yangcheng'])
      .orderBy('level')
      .orderBy('position')
      .orderBy('number')
      .select('code')
      .execute()
    expect(body.units.map((one: { unit: { code: string } }) => one.unit.code)).toEqual(
      order.map((one) => one.code),
    )
  })

  it('of its own part of the tree only', async () => {
    const { body } = await county.call('GET', `${desk}/quiz-law/participation`)
    expect(body.units).toHaveLength(1)
    expect(body.total.people).toBe(1)
    expect((await county.call('GET', `${desk}/quiz-law/attempts`)).body.items).toHaveLength(1)
    expect((await county.call('GET', `${desk}/quiz-law/attempts/${attempts[0]}/audit`)).status).toBe(404)
  })

  it('each question: how often it was shown, how many were right, what was chosen instead', async () => {
    const { body } = await office.call('GET', `${desk}/quiz-law/questions`)
    const { attempts: count, questions } = body as QuestionAnalysis
    expect(count).toBe(4)
    expect(questions.reduce((sum, one) => sum + one.shown, 0)).toBe(60)
    const right = questions.reduce((sum, one) => sum + one.shown * one.rightShare, 0)
    expect(Math.round(right)).toBe(15 + 15 + 2 + 14)
    expect(questions.every((one) => one.discrimination === null && one.warnings.length === 0)).toBe(true)
  })

  it('the same as a workbook', async () => {
    const response = await fetch(`${app.url}${desk}/quiz-law/analysis.xlsx`, {
      headers: { cookie: office.cookie },
    })
    expect(response.status).toBe(200)
    const book = await readSpreadsheet(new Uint8Array(await response.arrayBuffer()), 1_000)
    expect(JSON.stringify(book)).toContain('不作排名')
  })

  it('answer papers without names, found by their number', async () => {
    const { body } = await office.call('GET', `${desk}/quiz-law/attempts?limit=3`)
    expect(body.items).toHaveLength(3)
    const rest = await office.call('GET', `${desk}/quiz-law/attempts?limit=3&cursor=${body.next}`)
    expect(rest.body.items.map((one: { id: string }) => one.id)).toEqual([attempts[0]])
    const found = await office.call('GET', `${desk}/quiz-law/attempts?q=${attempts[1]}`)
    expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([attempts[1]])
    expect((await office.call('GET', `${desk}/quiz-law/attempts?q=XXXX`)).body.items).toEqual([])
    const certified = await phones[1]!.call('POST', `${contest}/attempts/${attempts[1]}/certificate`, {
      signature: { kind: 'typed', name: '王明' },
    })
    const byCode = await office.call('GET', `${desk}/quiz-law/attempts?q=${certified.body.code}`)
    expect(byCode.body.items.map((one: { id: string }) => one.id)).toEqual([attempts[1]])
    expect(JSON.stringify(byCode.body)).not.toContain('王明')
  })
})

/** Loads the definition with the contest as it is told to be, or without it. */
const adopt = (change: (contest: ContestDefinition) => ContestDefinition | null) =>
  inTransaction(app.services.pool, (db) => {
    const contests = definition.public.contests.flatMap(
      (one) => (one.key === 'quiz-law' ? change(one) : one) ?? [],
    )
    const context = { now: app.clock.now(), caller: null, address: 'test', requestId: 'test' }
    return adoptCampaign(db, context, { ...definition, public: { ...definition.public, contests } })
  })

describe('an auditor', () => {
  const audit = async (id: string): Promise<AttemptAudit> =>
    (await auditor.call('GET', `${desk}/quiz-law/attempts/${id}/audit`)).body

  it('has the paper made again from person, day and bank, and finds the same', async () => {
    const found = await audit(attempts[2]!)
    expect(found.checks.map((one) => one.same)).toEqual([true, true, true])
    expect(found.same).toBe(true)
    expect(found.questions).toHaveLength(15)
    expect(found.questions.filter((one) => one.right)).toHaveLength(2)
    expect(found.questions.every((one) => one.right === one.storedRight)).toBe(true)
  })

  it.each([
    ['points were raised', 'update attempt set points = 100 where id = $1'],
    ['answers were changed', `update attempt set answers = '{}' where id = $1`],
    ['another paper was put under it', `update attempt set seed = sha256('x') where id = $1`],
  ])('finds it when %s', async (_, statement) => {
    const { pg } = app.services.pool
    const { rows } = await pg.query('select points, answers, seed from attempt where id = $1', [attempts[3]])
    await pg.query(statement, [attempts[3]])
    expect((await audit(attempts[3]!)).same).toBe(false)
    await pg.query('update attempt set points = $2, answers = $3, seed = $4 where id = $1', [
      attempts[3],
      rows[0].points,
      JSON.stringify(rows[0].answers),
      rows[0].seed,
    ])
    expect((await audit(attempts[3]!)).same).toBe(true)
  })

  it('finds the same when the device turned out to be of a person with attempts of their own', async () => {
    const { pg, db } = app.services.pool
    const { rows } = await pg.query(
      'select id, participant_id from attempt where id = any ($1::uuid[]) order by id',
      [attempts.slice(0, 2)],
    )
    await joinAttempts(db, rows[0].participant_id, rows[1].participant_id)
    const moved = await pg.query('select participant_id, number from attempt where id = $1', [rows[0].id])
    expect(moved.rows[0]).toEqual({ participant_id: rows[1].participant_id, number: 2 })
    expect((await audit(rows[0].id)).same).toBe(true)
  })

  it('finds an attempt graded by the definition under which it began, whatever was loaded meanwhile', async () => {
    const load = (passPoints: number, points: number) =>
      adopt((one) => ({
        ...one,
        passPoints,
        paper: one.paper.map((part) => ({ ...part, points })).slice(0, 2),
      }))
    const begin = async () => {
      const phone = await openPhone(app)
      const started = (await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' }))
        .body as AttemptView
      const answers = await answerAllRight(app.services, started.id)
      const path = `${contest}/attempts/${started.id}`
      return { phone, path, started, answers }
    }
    const before = await begin()
    // Loaded in the same instant, and the first one again after the second.
    await load(1, 1)
    const between = await begin()
    await adopt((one) => one)
    const after = await begin()
    await load(101, 50)
    for (const { phone, path, started } of [before, between, after])
      expect((await phone.call('GET', path)).body.questions).toEqual(started.questions)
    const results = []
    for (const { phone, path, answers } of [before, between, after]) {
      const { result } = (await phone.call('POST', `${path}/finish`, { answers })).body as AttemptView
      results.push([result!.points, result!.fullPoints, result!.passed])
    }
    const few = between.started.questions.length
    expect(few).toBeLessThan(15)
    expect(results).toEqual([
      [100, 100, true],
      [few, few, true],
      [100, 100, true],
    ])
    for (const { started } of [before, between, after]) {
      const found = await audit(started.id)
      expect([found.same, found.attempt.points]).toEqual([
        true,
        started.questions.reduce((sum, one) => sum + one.points, 0),
      ])
    }
    const certified = await between.phone.call('POST', `${between.path}/certificate`, {
      signature: { kind: 'typed', name: '王明' },
    })
    expect(certified.status).toBe(200)
    await adopt((one) => one)
  })

  it('finds an overdue attempt closed and counted although its contest was taken out of the definition', async () => {
    const phone = await openPhone(app)
    const started = (await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })).body as AttemptView
    const answers = await answerAllRight(app.services, started.id)
    await phone.call('PUT', `${contest}/attempts/${started.id}/answers/1`, { answer: answers['1'] })
    await adopt(() => null)
    app.clock.moveTo(new Date('2022-06-17T02:00:00Z'))
    expect(await finishOverdue(app.services)).toBe(1)
    expect(await finishOverdue(app.services)).toBe(0)
    await adopt((one) => one)
    const found = await audit(started.id)
    expect([found.same, found.attempt.points]).toEqual([true, started.questions[0]!.points])
  })

  it('is told when an attempt still runs', async () => {
    const phone = await openPhone(app)
    const running = (await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })).body.id
    const reply = await auditor.call('GET', `${desk}/quiz-law/attempts/${running}/audit`)
    expect([reply.status, reply.body.title]).toEqual([409, 'attempt-running'])
  })
})

describe('discrimination', () => {
  const judge = { kind: 'judge', answer: true } as QuestionSums['question']
  const sum = (papers: { right: boolean; total: number }[]) => {
    const sums: QuestionSums = {
      question: judge,
      shown: 0,
      right: 0,
      rest: 0,
      restSquared: 0,
      restRight: 0,
      wrong: new Map(),
    }
    for (const { right, total } of papers)
      addAnswer(sums, { question: judge, points: 5, order: [] }, { right, answer: right, total })
    return sums
  }

  it('is the correlation of right or wrong with the points of the rest, computed from sums', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ right: fc.boolean(), rest: fc.nat(95) }), { minLength: 2, maxLength: 200 }),
        (papers) => {
          const found = discriminationOf(
            sum(papers.map(({ right, rest }) => ({ right, total: rest + (right ? 5 : 0) }))),
          )
          const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length
          const x = papers.map((one) => Number(one.right))
          const y = papers.map((one) => one.rest)
          const away = (list: number[]) => list.map((one) => one - mean(list))
          const [dx, dy] = [away(x), away(y)]
          const spread = Math.sqrt(mean(dx.map((one) => one * one)) * mean(dy.map((one) => one * one)))
          if (spread < 1e-9) expect(found).toBeNull()
          else expect(found).toBeCloseTo(mean(dx.map((one, at) => one * dy[at]!)) / spread, 6)
        },
      ),
    ))

  it('warns of questions that are too easy, too hard, or tell nothing, once enough people had them', () => {
    expect(warnOf(0.96, 0.5, 100)).toEqual(['too-easy'])
    expect(warnOf(0.1, 0.1, 100)).toEqual(['too-hard', 'poor-discrimination'])
    expect(warnOf(0.5, 0.3, 100)).toEqual([])
    expect(warnOf(1, null, 29)).toEqual([])
  })
})
