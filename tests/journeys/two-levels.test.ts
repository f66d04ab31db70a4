import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { type TestApp, startTestApp, testPassword } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { buildSmallCity, smallDefinition } from '../support/county.ts'
import { createDesk } from './desk.ts'

let app: TestApp
let browser: Browser

beforeAll(async () => {
  app = await startTestApp()
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

test('a county checks the report of its town in its own inbox, then the city decides', async () => {
  const { db } = app.services.pool
  const city = await buildSmallCity(db)
  const tasks = smallDefinition.tasks.map((task) => ({ ...task, review: 'two-level' }))
  await db
    .updateTable('campaign')
    .set({ digest: 'small-two-level', definition: JSON.stringify({ ...smallDefinition, tasks }) })
    .execute()
  const { town } = city.units
  const east = await db
    .selectFrom('obligation')
    .selectAll()
    .where('id', '=', city.obligations.east)
    .executeTakeFirstOrThrow()
  const id = v7()
  await db
    .insertInto('obligation')
    .values({ ...east, id, unit_id: town.id, a2: town.number })
    .execute()
  await app.addUser('town', 'liaison', town.id)
  await app.addUser('county', 'reviewer', city.units.east.id)
  await app.addUser('office', 'reviewer', city.units.city.id)
  const liaison = await app.signIn('town')
  const sent = await liaison.call(
    'POST',
    `/api/campaigns/small/obligations/${id}/submissions`,
    { fields: { summary: '开展宣讲' }, figures: { 'study.sessions': 2, 'study.people': 60 } },
    { 'idempotency-key': 'key-00000001' },
  )
  expect(sent.status).toBe(201)

  const desk = createDesk(browser, app.url)
  const county = await desk.signIn('county', 1280, testPassword)
  await county.goto(`${app.url}/inbox`)
  await county.getByText('核过后交上级审定').waitFor()
  expect(await county.getByRole('button', { name: '通过', exact: true }).count()).toBe(0)
  await county.getByRole('button', { name: '核过', exact: true }).click()
  await county.getByText('已核过：东镇').waitFor()
  await county.getByRole('heading', { level: 1, name: '没有待审的报送' }).waitFor()

  const office = await desk.signIn('office', 1280, testPassword)
  await office.goto(`${app.url}/inbox`)
  await office.getByText('下级已核过').first().waitFor()
  await office.getByRole('button', { name: '通过', exact: true }).click()
  await office.getByText('已通过：东镇').waitFor()
  const { body } = await liaison.call('GET', `/api/campaigns/small/submissions/${sent.body.id}`)
  expect(body.reviews.map((one: { kind: string }) => one.kind)).toEqual(['checked', 'accepted'])
  expect(desk.complaints).toEqual([])
}, 60_000)
