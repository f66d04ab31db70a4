import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerAllRight } from '../../../tests/support/answer-all-right.ts'
import { type Client, type TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone, solvePuzzle } from '../../../tests/support/citizen.ts'
import { countParticipation } from '../participation/server/count-participation.ts'
import type { AttemptView } from './contract.ts'
import { finishOverdue } from './server/finish-overdue.ts'

let app: TestApp
const start = '2022-06-15T01:00:00Z'
const contest = '/api/public/jincheng-2022/contests/quiz-law'

beforeAll(async () => {
  ;({ app } = await startCampaignApp(start))
})
beforeEach(() => app.clock.moveTo(new Date(start)))
afterAll(() => app.close())

async function begin(phone: Client, of = contest): Promise<AttemptView> {
  const reply = await phone.call('POST', `${of}/attempts`, { unit: 'zezhou' })
  expect([reply.status, reply.body.detail]).toEqual([200, undefined])
  return reply.body
}

const findRightAnswers = (attempt: string) => answerAllRight(app.services, attempt)

describe('an attempt', () => {
  it('is answered, survives a reload, is graded once and explains what was wrong', async () => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    expect(attempt.questions).toHaveLength(15)
    expect(attempt.questions.reduce((sum, one) => sum + one.points, 0)).toBe(100)
    expect(attempt.leftMs).toBe(15 * 60_000)
    const right = await findRightAnswers(attempt.id)
    const path = `${contest}/attempts/${attempt.id}`
    for (const place of ['1', '2', '3'])
      expect((await phone.call('PUT', `${path}/answers/${place}`, { answer: right[place] })).status).toBe(200)
    app.clock.moveTo(new Date('2022-06-15T01:05:00Z'))
    const again = (await phone.call('GET', path)).body as AttemptView
    expect(again.questions).toEqual(attempt.questions)
    expect(again.answers).toEqual({ 1: right['1'], 2: right['2'], 3: right['3'] })
    expect(again.leftMs).toBe(10 * 60_000)

    const { 15: last, ...sent } = right
    void last
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => phone.call('POST', `${path}/finish`, { answers: sent })),
    )
    for (const reply of replies) expect(reply.body.result.points).toBe(92)
    const { result } = replies[0]!.body as AttemptView
    expect(result!.usedMs).toBe(5 * 60_000)
    expect(result!.passed).toBe(true)
    expect(result!.questions.filter((one) => !one.right)).toHaveLength(1)
    expect(result!.questions[14]!.rightAnswer).not.toBe('')
    expect(result!.questions[14]!.basis[0]).toMatch(/^安全生产法 第/)
  })

  it('tells on the first page what is left of the day, and where the question of the day is', async () => {
    const phone = await openPhone(app)
    const page = '/p/jincheng-2022/contests/quiz-law'
    const finish = async () => phone.call('POST', `${contest}/attempts/${(await begin(phone)).id}/finish`, {})
    expect((await phone.call('GET', page)).body).toContain('开始答题')
    await finish()
    expect((await phone.call('GET', page)).body).toContain('再答一次（还有 2 次）')
    await finish()
    await finish()
    const used = (await phone.call('GET', page)).body
    expect(used).toContain('今天的计分答题次数已经用完，明天可以再来。')
    expect(used).not.toContain('开始答题')
    const body = { unit: 'zezhou', phase: 'daily' }
    const daily = (await phone.call('POST', `${contest}/attempts`, body)).body
    expect((await phone.call('GET', page)).body).toContain(`attempts/${daily.id}">每日一答：看今天的题`)
    app.clock.moveTo(new Date('2022-06-16T01:00:00Z'))
    expect((await phone.call('GET', page)).body).toContain('再答一次（还有 3 次）')
  })

  it('counts for the unit and the city at once, each person once a time, the contest as one meeting', async () => {
    const { db } = app.services.pool
    const office = await app.addUser(
      'office',
      'reviewer',
      (await db.selectFrom('org_unit').where('code', '=', 'jincheng').select('id').executeTakeFirstOrThrow())
        .id,
    )
    expect(office).toBeTruthy()
    const staff = await app.signIn('office')
    const read = async (unit: string, code: string) => {
      const reply = await staff.call('GET', `/api/campaigns/jincheng-2022/ledger/figures?unit=${unit}`)
      return reply.body.figures.find((one: { code: string }) => one.code === code).value
    }
    await countParticipation(app.services)
    const before = await read('yangcheng', 'quizzes.people')
    const cityBefore = await read('jincheng', 'quizzes.people')
    for (let person = 0; person < 3; person += 1) {
      const phone = await openPhone(app)
      const reply = await phone.call('POST', `${contest}/attempts`, { unit: 'yangcheng' })
      await phone.call('POST', `${contest}/attempts/${reply.body.id}/finish`, {})
    }
    await countParticipation(app.services)
    await countParticipation(app.services)
    expect(await read('yangcheng', 'quizzes.people')).toBe((before ?? 0) + 3)
    expect(await read('jincheng', 'quizzes.people')).toBe((cityBefore ?? 0) + 3)
    expect(await read('jincheng', 'quizzes.sessions')).toBe(1)
    const entries = await staff.call(
      'GET',
      '/api/campaigns/jincheng-2022/ledger/entries?unit=yangcheng&code=quizzes.people',
    )
    const opened = await staff.call(
      'GET',
      `/api/campaigns/jincheng-2022/participation/${entries.body.items[0].id}`,
    )
    expect(opened.body.people).toBe(3)
    expect(opened.body.items).toHaveLength(3)
    expect(JSON.stringify(opened.body)).not.toMatch(/\d{11}/)
  })

  it('whose time is over is graded by what was saved, and what comes later is refused', async () => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    const right = await findRightAnswers(attempt.id)
    const path = `${contest}/attempts/${attempt.id}`
    await phone.call('PUT', `${path}/answers/1`, { answer: right['1'] })
    app.clock.moveTo(new Date('2022-06-15T01:15:02Z'))
    expect((await phone.call('PUT', `${path}/answers/2`, { answer: right['2'] })).status).toBe(200)
    app.clock.moveTo(new Date('2022-06-15T01:15:04Z'))
    const late = await phone.call('PUT', `${path}/answers/3`, { answer: right['3'] })
    expect([late.status, late.body.title]).toEqual([409, 'attempt-over'])
    const handed = await phone.call('POST', `${path}/finish`, { answers: right })
    expect(handed.body.result.points).toBe(10)
    expect(handed.body.result.handedIn).toBe(false)
  })

  it('that nobody comes back to is closed by the server', async () => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    app.clock.moveTo(new Date('2022-06-15T02:00:00Z'))
    while ((await finishOverdue(app.services)) > 0);
    const row = await app.services.pool.db
      .selectFrom('attempt')
      .where('id', '=', attempt.id)
      .select(['handed_in', 'points'])
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ handed_in: false, points: 0 })
  })

  it('has a limit per person that a hundred starts at once cannot pass', async () => {
    const phone = await openPhone(app)
    for (let number = 0; number < 3; number += 1) {
      const replies = await Promise.all(
        Array.from({ length: 100 }, () => phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })),
      )
      expect(new Set(replies.map((one) => one.body.id)).size).toBe(1)
      const closed = await phone.call('POST', `${contest}/attempts/${replies[0]!.body.id}/finish`, {})
      expect(closed.body.attemptsLeft).toBe(2 - number)
    }
    const fourth = await Promise.all(
      Array.from({ length: 20 }, () => phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })),
    )
    for (const reply of fourth) expect([reply.status, reply.body.title]).toEqual([409, 'no-attempt-left'])
    app.clock.moveTo(new Date('2022-06-15T16:00:01Z'))
    expect((await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })).status).toBe(200)
  })
})

describe('a certificate', () => {
  const claim = { signature: { kind: 'typed', name: '某某某' } }

  it('is given once to whoever passed, and checked by anybody without the name', async () => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    const path = `${contest}/attempts/${attempt.id}`
    const early = await phone.call('POST', `${path}/certificate`, claim)
    expect([early.status, early.body.title]).toEqual([409, 'not-passed'])
    await phone.call('POST', `${path}/finish`, { answers: await findRightAnswers(attempt.id) })
    const codes = await Promise.all(
      Array.from({ length: 5 }, () => phone.call('POST', `${path}/certificate`, claim)),
    )
    expect(new Set(codes.map((one) => one.body.code)).size).toBe(1)
    const page = await app.anonymous.call('GET', `/p/jincheng-2022/certificates/${codes[0]!.body.code}`)
    expect(page.body).toContain('新安法知多少合格证书')
    expect(page.body).not.toContain('某某某')
  })

  it('is not for another person, nor for who did not pass', async () => {
    const [mine, theirs] = [await openPhone(app), await openPhone(app)]
    const attempt = await begin(theirs)
    const path = `${contest}/attempts/${attempt.id}`
    await theirs.call('POST', `${path}/finish`, {})
    expect((await theirs.call('POST', `${path}/certificate`, claim)).status).toBe(409)
    expect((await mine.call('POST', `${path}/certificate`, claim)).status).toBe(404)
  })
})

describe('a cheating client', () => {
  it('sees nothing of the answers before the end', async () => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    const text = JSON.stringify(attempt)
    for (const word of ['rightAnswer', 'explanation', 'basis', '"answer"', 'blanks', 'difficulty', 'seed'])
      expect(text).not.toContain(word)
    expect(Object.keys(attempt.questions[0]!).sort()).toEqual(
      ['kind', 'options', 'picture', 'place', 'points', 'stem'].sort(),
    )
  })

  it('cannot read, answer or hand in the attempt of another', async () => {
    const mine = await openPhone(app)
    const theirs = await openPhone(app)
    const attempt = await begin(theirs)
    const path = `${contest}/attempts/${attempt.id}`
    expect((await mine.call('GET', path)).status).toBe(404)
    expect((await mine.call('PUT', `${path}/answers/1`, { answer: true })).status).toBe(404)
    expect((await mine.call('POST', `${path}/finish`, { answers: {} })).status).toBe(404)
    expect((await theirs.call('GET', path)).body.result).toBeNull()
    expect((await app.anonymous.call('GET', path)).status).toBe(401)
  })

  it('cannot move an attempt to another contest, choose its start, its seed or its number', async () => {
    const phone = await openPhone(app)
    const reply = await phone.call('POST', `${contest}/attempts`, {
      unit: 'zezhou',
      startedAt: '2022-01-01T00:00:00Z',
      seed: 'AAAA',
      number: 1,
      id: '00000000-0000-7000-8000-000000000000',
    })
    expect(reply.body.startedAt).toBe('2022-06-15T01:00:00.000Z')
    expect(reply.body.id).not.toBe('00000000-0000-7000-8000-000000000000')
    const elsewhere = `/api/public/jincheng-2022/contests/quiz-skills/attempts/${reply.body.id}`
    expect((await phone.call('POST', `${elsewhere}/finish`, {})).status).toBe(404)
  })

  it('gains nothing by handing in again or with other answers', async () => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    const path = `${contest}/attempts/${attempt.id}`
    const right = await findRightAnswers(attempt.id)
    expect((await phone.call('POST', `${path}/finish`, {})).body.result.points).toBe(0)
    expect((await phone.call('POST', `${path}/finish`, { answers: right })).body.result.points).toBe(0)
    expect((await phone.call('PUT', `${path}/answers/1`, { answer: right['1'] })).status).toBe(409)
  })

  it('pays for every new device with a puzzle that counts once, and more from one address', async () => {
    const puzzle = (await app.anonymous.call('GET', '/api/devices/challenge')).body
    const proof = solvePuzzle(puzzle)
    expect((await app.anonymous.call('POST', '/api/devices', { proof })).status).toBe(201)
    expect((await app.anonymous.call('POST', '/api/devices', { proof })).status).toBe(400)
    app.clock.moveTo(new Date('2022-06-15T01:30:00Z'))
    const stale = await app.anonymous.call('POST', '/api/devices', { proof: solvePuzzle(puzzle) })
    expect([stale.status, stale.body.title]).toEqual([400, 'proof-refused'])
    for (const wrong of ['', 'x', 'e30=', Buffer.from('[]').toString('base64')])
      expect((await app.anonymous.call('POST', '/api/devices', { proof: wrong })).status).toBe(400)
  })

  it.each([
    ['10 MB of text', { answer: ['x'.repeat(10_000_000)] }],
    ['a place that is none', { answer: [99] }],
    ['an object', { answer: { right: true } }],
    ['nothing', {}],
  ])('with %s as an answer is refused or gains nothing', async (_, body) => {
    const phone = await openPhone(app)
    const attempt = await begin(phone)
    const reply = await phone.call('PUT', `${contest}/attempts/${attempt.id}/answers/1`, body)
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.status).toBeLessThan(500)
  })
})

describe('practice', () => {
  it('explains at once, stores nothing and needs no device', async () => {
    const drawn = await app.anonymous.call('POST', `${contest}/practice`)
    expect(drawn.body.questions).toHaveLength(15)
    const explained = await app.anonymous.call('POST', `${contest}/practice/answers`, {
      token: drawn.body.token,
      place: 1,
      answer: true,
    })
    expect(explained.body.explanation).not.toBe('')
    const forged = await app.anonymous.call('POST', `${contest}/practice/answers`, {
      token: `${drawn.body.token}x`,
      place: 1,
      answer: true,
    })
    expect(forged.status).toBe(404)
  })

  it('says when the contest is not open', async () => {
    app.clock.moveTo(new Date('2022-07-15T01:00:00Z'))
    const phone = await openPhone(app)
    const reply = await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })
    expect([reply.status, reply.body.title]).toEqual([409, 'contest-closed'])
  })
})

describe('the question of the day', () => {
  it('is the same for everybody, once a day, and does not count', async () => {
    const phones = [await openPhone(app), await openPhone(app)]
    const drawn = await Promise.all(
      phones.map((phone) => phone.call('POST', `${contest}/attempts`, { unit: 'zezhou', phase: 'daily' })),
    )
    expect(drawn[0]!.body.questions).toEqual(drawn[1]!.body.questions)
    await phones[0]!.call('POST', `${contest}/attempts/${drawn[0]!.body.id}/finish`, {})
    const again = await phones[0]!.call('POST', `${contest}/attempts`, { unit: 'zezhou', phase: 'daily' })
    expect(again.status).toBe(409)
  })
})
