import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { type SmallCity, buildSmallCity, smallDefinition } from '../../../tests/support/county.ts'

let app: TestApp
let city: SmallCity
let town: string
const people = new Map<string, Client>()

/** The weekly report goes through two levels; the town below the east county owes one, too. */
beforeEach(async () => {
  app = await startTestApp()
  const { db } = app.services.pool
  city = await buildSmallCity(db)
  const tasks = smallDefinition.tasks.map((task) => ({ ...task, review: 'two-level' }))
  await db
    .updateTable('campaign')
    .set({ digest: 'small-two-level', definition: JSON.stringify({ ...smallDefinition, tasks }) })
    .execute()
  const east = await db
    .selectFrom('obligation')
    .selectAll()
    .where('id', '=', city.obligations.east)
    .executeTakeFirstOrThrow()
  town = v7()
  await db
    .insertInto('obligation')
    .values({ ...east, id: town, unit_id: city.units.town.id, a2: city.units.town.number })
    .execute()
  const users = [
    ['office', 'reviewer', 'city'],
    ['county', 'reviewer', 'east'],
    ['town', 'liaison', 'town'],
    ['west', 'liaison', 'west'],
  ] as const
  for (const [name, role, unit] of users) {
    await app.addUser(name, role, city.units[unit].id)
    people.set(name, await app.signIn(name))
  }
})
afterEach(() => app.close())

const call = (who: string, method: 'GET' | 'POST', path: string, body?: object, key?: string) =>
  people
    .get(who)!
    .call(method, `/api/campaigns/small/${path}`, body, key ? { 'idempotency-key': key } : undefined)
const submit = async (who: string, obligation: string) =>
  (await call(who, 'POST', `obligations/${obligation}/submissions`, { zeroReport: true }, `key-${who}-1`))
    .body.id as string
const inbox = async (who: string) =>
  (await call(who, 'GET', 'inbox')).body.items.map((one: { unit: { code: string }; step: string }) => [
    one.unit.code,
    one.step,
  ])

describe('review in two levels', () => {
  it('lets the county check a report before the city sees it, and the city decide', async () => {
    const id = await submit('town', town)
    expect([await inbox('county'), await inbox('office')]).toEqual([[['town', 'check']], []])
    expect((await call('county', 'GET', `submissions/${id}`)).body.may).toMatchObject({
      check: true,
      accept: false,
      return: true,
    })
    expect((await call('county', 'POST', `submissions/${id}/accept`, {})).body.standing).toBe('checked')
    expect([await inbox('county'), await inbox('office')]).toEqual([[], [['town', 'accept']]])
    expect((await call('county', 'GET', `submissions/${id}`)).body.may).toMatchObject({
      check: false,
      accept: false,
      return: true,
    })
    expect((await call('office', 'POST', `submissions/${id}/accept`, {})).body.standing).toBe('accepted')
    expect(await inbox('office')).toEqual([])
  })

  it('brings a report without a reviewer in between to the city at once', async () => {
    await submit('west', city.obligations.west)
    expect(await inbox('office')).toEqual([['west', 'accept']])
  })

  it('does not wait for a county whose reviewer is disabled', async () => {
    await submit('town', town)
    const { db } = app.services.pool
    await db
      .updateTable('user')
      .set({ disabledAt: app.clock.now() })
      .where('username', '=', 'county')
      .execute()
    expect(await inbox('office')).toEqual([['town', 'accept']])
  })

  it('keeps a county from taking back what the city has accepted', async () => {
    const id = await submit('town', town)
    await call('office', 'POST', `submissions/${id}/accept`, {})
    const refused = await call('county', 'POST', `submissions/${id}/return`, { remark: '请修改' })
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('上级') } })
    expect((await call('county', 'GET', `submissions/${id}`)).body.may.return).toBe(false)
  })

  it('finds a unit in the inbox by a typed name', async () => {
    await submit('town', town)
    await submit('west', city.obligations.west)
    const found = (await call('county', 'GET', 'inbox?q=dz')).body
    expect(found).toMatchObject({ total: 1, items: [{ unit: { code: 'town' } }] })
    expect((await call('office', 'GET', 'inbox?q=xx')).body.items).toMatchObject([{ unit: { code: 'west' } }])
  })
})
