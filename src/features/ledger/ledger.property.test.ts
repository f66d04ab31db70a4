import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type Client, type TestApp } from '../../../tests/support/app.ts'
import { buildLedgerCity, type LedgerCity } from '../../../tests/support/ledger-city.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { findCampaign } from '../campaign/server/find-campaign.ts'
import { recountCampaign } from './server/recount.ts'

let app: TestApp
let city: LedgerCity
const clients = new Map<string, Client>()

beforeAll(async () => {
  app = await startTestApp({ now: '2030-06-20T01:00:00Z' })
  city = await buildLedgerCity(app.services)
  for (const unit of city.codes) {
    await app.addUser(`l-${unit}`, 'liaison', city.units[unit]!.id)
    clients.set(unit, await app.signIn(`l-${unit}`))
  }
  await app.addUser('office', 'reviewer', city.units.city!.id)
  clients.set('office', await app.signIn('office'))
})
afterAll(() => app.close())

interface Known {
  id: string
  owner: string
  partners: string[]
  day: string
  type: string
  sessions: number | null
  participants: number | null
  version: number
  deleted: boolean
}

const leaves = ['east', 'west', 'town', 'hill'] as const
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values)
const number = fc.option(fc.integer({ min: 0, max: 500 }), { nil: null })
const event = fc.record({
  owner: oneOf(leaves),
  partners: fc.uniqueArray(oneOf(leaves), { maxLength: 3 }),
  day: fc.integer({ min: 1, max: 19 }).map((day) => `2030-06-${String(day).padStart(2, '0')}`),
  type: oneOf(['study', 'drill']),
  sessions: number,
  participants: number,
})
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), event }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), which: fc.nat(), event }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('adjust' as const),
      owner: oneOf(leaves),
      code: oneOf(['study.people', 'drills.sessions']),
      value: fc.integer({ min: 0, max: 900 }),
      day: fc.integer({ min: 1, max: 19 }).map((day) => `2030-06-${String(day).padStart(2, '0')}`),
    }),
  },
)

const countsInto: Record<string, { code: string; from: 'sessions' | 'participants' }[]> = {
  study: [
    { code: 'study.sessions', from: 'sessions' },
    { code: 'study.people', from: 'participants' },
  ],
  drill: [
    { code: 'drills.sessions', from: 'sessions' },
    { code: 'drills.people', from: 'participants' },
  ],
}

/** The definition of a total, as a clerk would count it: over records, each once, whoever shares it. */
function countNaively(
  records: Known[],
  amounts: { unit: string; code: string; amount: number; day: string }[],
) {
  return (unit: string, code: string, from = '2030-06-01', to = '2030-06-30') => {
    const inside = (one: string) => city.isWithin(one, unit)
    let derived: number | null = null
    for (const one of records) {
      if (one.deleted || one.day < from || one.day > to) continue
      if (![one.owner, ...one.partners].some(inside)) continue
      for (const count of countsInto[one.type]!.filter((each) => each.code === code)) {
        const value = one[count.from]
        if (value !== null) derived = (derived ?? 0) + value
      }
    }
    const own = amounts.filter(
      (one) => inside(one.unit) && one.code === code && one.day >= from && one.day <= to,
    )
    return { derived, adjusted: own.reduce((sum, one) => sum + one.amount, 0) }
  }
}

test('whatever is recorded, changed, deleted, shared or adjusted, each total is what a clerk would count', async () => {
  const records: Known[] = []
  const amounts: { unit: string; code: string; amount: number; day: string }[] = []
  const base = '/api/campaigns/ledger'
  const contentOf = (one: Omit<Known, 'id' | 'version' | 'deleted'>) => ({
    type: one.type,
    title: '活动',
    day: one.day,
    partners: one.partners,
    sessions: one.sessions,
    participants: one.participants,
  })
  const save = async (one: Known) =>
    clients.get(one.owner)!.call('PUT', `${base}/activities/${one.id}?unit=${one.owner}`, {
      baseVersion: one.version,
      content: contentOf(one),
    })

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      for (const one of steps) {
        const pick = (which: number, deleted: boolean) => {
          const list = records.filter((record) => record.deleted === deleted)
          return list[which % Math.max(1, list.length)]
        }
        if (one.do === 'create') {
          const partners = one.event.partners.filter((unit) => unit !== one.event.owner)
          const record = { ...one.event, partners, id: v7(), version: 0, deleted: false }
          const reply = await save(record)
          expect(reply.status).toBe(200)
          records.push({ ...record, version: 1 })
        } else if (one.do === 'edit') {
          const record = pick(one.which, false)
          if (!record) continue
          const partners = one.event.partners.filter((unit) => unit !== record.owner)
          Object.assign(record, { ...one.event, owner: record.owner, partners })
          const reply = await save(record)
          expect(reply.status).toBe(200)
          record.version = reply.body.version
        } else if (one.do === 'delete' || one.do === 'restore') {
          const record = pick(one.which, one.do === 'restore')
          if (!record) continue
          const client = clients.get(record.owner)!
          const reply =
            one.do === 'delete'
              ? await client.call('DELETE', `${base}/activities/${record.id}`)
              : await client.call('POST', `${base}/activities/${record.id}/restoration`)
          expect(reply.status).toBe(200)
          record.deleted = one.do === 'delete'
        } else if (one.do === 'leave') {
          const record = pick(one.which, false)
          const leaver = record?.partners[0]
          if (!record || !leaver) continue
          const reply = await clients
            .get(leaver)!
            .call('POST', `${base}/activities/${record.id}/departure?unit=${leaver}`)
          expect(reply.status).toBe(200)
          record.partners = record.partners.slice(1)
          record.version += 1
        } else {
          const own = { ...one, id: v7() }
          const before = countNaively(
            records.filter((record) => [record.owner, ...record.partners].includes(own.owner)),
            amounts.filter((each) => each.unit === own.owner),
          )(own.owner, own.code, '2030-06-01', own.day)
          const reply = await clients
            .get(own.owner)!
            .call('PUT', `${base}/ledger/adjustments/${own.id}?unit=${own.owner}`, {
              code: own.code,
              value: own.value,
              day: own.day,
              reason: '补记此前漏记的',
            })
          const amount = own.value - ((before.derived ?? 0) + before.adjusted)
          expect(reply.status).toBe(amount === 0 ? 409 : 200)
          if (amount !== 0) amounts.push({ unit: own.owner, code: own.code, amount, day: own.day })
        }
      }
      const count = countNaively(records, amounts)
      const office = clients.get('office')!
      for (const unit of city.codes) {
        for (const [query, from, to] of [
          ['', undefined, undefined],
          ['&from=2030-06-05&to=2030-06-12', '2030-06-05', '2030-06-12'],
        ] as const) {
          const reply = await office.call('GET', `${base}/ledger/figures?unit=${unit}${query}`)
          for (const figure of reply.body.figures) {
            const { derived, adjusted } = count(unit, figure.code, from, to)
            expect([unit, query, figure.code, figure.derived, figure.adjusted]).toEqual([
              unit,
              query,
              figure.code,
              derived,
              adjusted,
            ])
          }
        }
      }
    }),
    { numRuns: 12, seed: 20300612, endOnFailure: true },
  )

  const totals = () =>
    app.services.pool.pg
      .query(
        'select * from ledger_total where entries <> 0 or adjustments <> array_fill(0, array[cardinality(adjustments)])::bigint[] order by node, day',
      )
      .then(({ rows }) => rows)
  const shares = () =>
    app.services.pool.pg
      .query('select * from ledger_share where entries <> 0 order by node, day, key')
      .then(({ rows }) => rows)
  const maintained = await totals()
  const maintainedShares = await shares()
  await inTransaction(app.services.pool, async (db) => recountCampaign(db, await findCampaign(db, 'ledger')))
  const width = Math.max(...maintained.map((row) => row.sums.length))
  const even = (rows: any[]) =>
    rows.map((row) => ({
      ...row,
      ...Object.fromEntries(
        ['sums', 'counts', 'adjusted', 'adjustments'].map((name) => [
          name,
          Array.from({ length: width }, (_, index) => row[name][index] ?? 0),
        ]),
      ),
    }))
  expect(even(await totals())).toEqual(even(maintained))
  expect(await shares()).toEqual(maintainedShares)
  expect(maintainedShares.length).toBeGreaterThan(0)
}, 120_000)
