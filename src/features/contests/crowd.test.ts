import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAllRight } from '../../../tests/support/answer-all-right.ts'
import { type Client, type TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import type { AttemptView } from './contract.ts'

let app: TestApp
let crowd: { phone: Client; path: string; id: string }[]
const contest = '/api/public/jincheng-2022/contests/quiz-law'
const size = 40

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T01:00:00Z'))
  crowd = await Promise.all(
    Array.from({ length: size }, async () => {
      const phone = await openPhone(app)
      const started = await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })
      expect([started.status, started.body.detail]).toEqual([200, undefined])
      const { id } = started.body as AttemptView
      return { phone, id, path: `${contest}/attempts/${id}` }
    }),
  )
})
afterAll(() => app.close())

describe('a crowd at the same moment', () => {
  it('has every answer kept, also several of one person', async () => {
    const given = (person: number) =>
      Object.fromEntries([1, 2, 3].map((place) => [place, [1 + (person % 4)]]))
    const replies = await Promise.all(
      crowd.flatMap(({ phone, path }, person) =>
        Object.entries(given(person)).map(([place, answer]) =>
          phone.call('PUT', `${path}/answers/${place}`, { answer }),
        ),
      ),
    )
    expect(new Set(replies.map((one) => one.status))).toEqual(new Set([200]))
    for (const [person, { phone, path }] of crowd.entries())
      expect((await phone.call('GET', path)).body.answers).toEqual(given(person))
  })

  it('is not stopped by one whose answer the database refuses', async () => {
    const answer = (person: number) => (person === 7 ? ['\u0000'] : [2])
    const replies = await Promise.all(
      crowd.map(({ phone, path }, person) =>
        phone.call('PUT', `${path}/answers/4`, { answer: answer(person) }),
      ),
    )
    expect(replies.map((one) => one.status)).toEqual(crowd.map((_, person) => (person === 7 ? 400 : 200)))
  })

  it('cannot answer or hand in for one another', async () => {
    const replies = await Promise.all(
      crowd.flatMap(({ phone }, person) => {
        const { path } = crowd[(person + 1) % size]!
        return [
          phone.call('PUT', `${path}/answers/5`, { answer: [1] }),
          phone.call('POST', `${path}/finish`, { answers: {} }),
        ]
      }),
    )
    expect(new Set(replies.map((one) => one.status))).toEqual(new Set([404]))
  })

  it('hands in, some of them thrice, and each is graded once by its own answers', async () => {
    const right = await Promise.all(crowd.map(({ id }) => answerAllRight(app.services, id)))
    /** The first so many of the paper are wrong. */
    const answers = (person: number) =>
      Object.fromEntries(
        Object.entries(right[person]!).map(([place, one]) => [place, Number(place) <= person % 5 ? [] : one]),
      )
    const sent = crowd.flatMap((one, person) =>
      Array.from({ length: 1 + (person % 3) }, () => ({ ...one, person })),
    )
    const replies = await Promise.all(
      sent.map(({ phone, path, person }) =>
        phone.call('POST', `${path}/finish`, { answers: answers(person) }),
      ),
    )
    for (const [index, { person, id }] of sent.entries()) {
      const { id: told, result } = replies[index]!.body as AttemptView
      expect(told).toBe(id)
      expect(result!.questions.filter((one) => !one.right)).toHaveLength(person % 5)
    }
    const { db } = app.services.pool
    const acts = await db.selectFrom('participation').select(['record_id', 'people']).execute()
    expect(acts.map((one) => one.record_id).sort()).toEqual(crowd.map((one) => one.id).sort())
    const standings = await db.selectFrom('standing').select(['attempt_id', 'points']).execute()
    const points = new Map(sent.map(({ id }, index) => [id, replies[index]!.body.result.points]))
    expect(new Map(standings.map((one) => [one.attempt_id, one.points]))).toEqual(points)
  })
})
