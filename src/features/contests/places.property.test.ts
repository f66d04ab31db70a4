import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import { findStanding } from './server/board-queries.ts'

let app: TestApp
let template: { campaign_id: string; contest: string; attempt_id: string; unit_id: string }
const contest = '/api/public/jincheng-2022/contests/quiz-law'

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T01:00:00Z'))
  const phone = await openPhone(app)
  const { id } = (await phone.call('POST', `${contest}/attempts`, { unit: 'zezhou' })).body
  await phone.call('POST', `${contest}/attempts/${id}/finish`, {})
  const { pg } = app.services.pool
  template = (await pg.query('delete from standing returning *')).rows[0]
})
afterAll(() => app.close())

/** Few different results, so that there are ties of every kind. */
const result = fc.record({
  who: fc.nat(11),
  points: fc.integer({ min: 0, max: 3 }),
  usedMs: fc.integer({ min: 0, max: 3 }),
  second: fc.integer({ min: 0, max: 2 }),
})
const step = fc.oneof(
  { weight: 5, arbitrary: result.map((one) => ({ ...one, gone: false })) },
  { weight: 1, arbitrary: result.map((one) => ({ ...one, gone: true })) },
)

test('whatever comes and goes, everybody has the place that counting by hand gives', () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const { db, pg } = app.services.pool
      await pg.query('delete from standing')
      const people = await addPeople(12)
      const standing = new Map<string, { who: string; points: number; usedMs: number; second: number }>()
      for (const { who: index, gone, ...one } of steps) {
        const who = people[index]!
        await pg.query('delete from standing where participant_id = $1', [who])
        standing.delete(who)
        if (gone) continue
        standing.set(who, { who, ...one })
        await db
          .insertInto('standing')
          .values({
            ...template,
            participant_id: who,
            points: one.points,
            used_ms: one.usedMs,
            reached_at: new Date(Date.UTC(2022, 5, 15, 1, 0, one.second)),
            display: null,
          })
          .execute()
      }
      const byHand = [...standing.values()].sort(
        (a, b) =>
          b.points - a.points || a.usedMs - b.usedMs || a.second - b.second || (a.who < b.who ? -1 : 1),
      )
      const of = { campaign: template.campaign_id, contest: 'quiz-law' }
      const places = await Promise.all(people.map((participant) => findStanding(db, { ...of, participant })))
      expect(places.map((one) => one?.place ?? null)).toEqual(
        people.map((who) => byHand.findIndex((one) => one.who === who) + 1 || null),
      )
    }),
    { numRuns: 40 },
  ))

async function addPeople(count: number): Promise<string[]> {
  const people = Array.from({ length: count }, () => v7())
  await app.services.pool.pg.query(
    'insert into participant (id, created_at) select id, now() from unnest($1::uuid[]) id',
    [people],
  )
  return people
}
