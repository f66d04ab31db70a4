import { v7 } from 'uuid'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testPassword } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startCampaignApp } from '../support/campaign-app.ts'
import { drawPicture } from '../support/pictures/draw-picture.ts'
import { uploadFile } from '../support/upload.ts'
import { createDesk } from './desk.ts'

const api = '/api/campaigns/jincheng-2022'
let app: TestApp
let browser: Browser
let desk: ReturnType<typeof createDesk>

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T09:00:00+08:00'))
  for (const unit of ['zezhou', 'yangcheng']) await addUser(unit, 'liaison', unit)
  await addUser('city', 'reviewer', 'jincheng')
  browser = await openBrowser()
  desk = createDesk(browser, app.url)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function addUser(username: string, role: 'liaison' | 'reviewer', code: string): Promise<void> {
  const unit = await app.services.pool.db
    .selectFrom('org_unit')
    .where('code', '=', code)
    .select('id')
    .executeTakeFirstOrThrow()
  await app.addUser(username, role, unit.id)
}

async function recordDrill(unit: string, title: string, participants: number, picture?: number) {
  const client = await app.signIn(unit)
  const files = picture
    ? [{ id: await uploadFile(app, client, unit, await drawPicture(picture, 0.4)), caption: null }]
    : []
  const reply = await client.call('PUT', `${api}/activities/${v7()}?unit=${unit}`, {
    baseVersion: 0,
    content: { type: 'drill', title, day: '2022-06-14', sessions: 1, participants, files },
  })
  expect(reply.status).toBe(200)
}

test('the office follows a total down to the unit, the record and its photo', async () => {
  await recordDrill('zezhou', '煤矿防汛演练', 120, 3)
  await recordDrill('zezhou', '加油站消防演练', 30)
  await recordDrill('yangcheng', '学校疏散演练', 100)

  const office = await desk.signIn('city', 1280, testPassword)
  await office.goto(`${app.url}/statistics/ledger`)
  await office.getByRole('button', { name: /，250 人次，3 条记录，看构成$/ }).click()

  const drawer = office.getByRole('dialog')
  await drawer.getByText('合计 250 人次').waitFor()
  const units = drawer.getByRole('table').getByRole('rowheader')
  // In the order of the directory, not of the numbers.
  expect(await units.allInnerTexts()).toEqual(['阳城县', '泽州县'])
  await units.getByRole('button', { name: '泽州县' }).click()

  await drawer.getByRole('navigation', { name: '所在位置' }).getByText('泽州县').waitFor()
  const records = drawer.getByRole('region', { name: '记录' }).getByRole('listitem')
  await expect.poll(() => records.count()).toBe(2)
  const drill = records.filter({ hasText: '煤矿防汛演练' })
  await drill.getByText('120 人次').waitFor()
  const readWidth = (picture: HTMLImageElement) => picture.naturalWidth
  await expect.poll(() => drill.locator('img').evaluate(readWidth)).toBeGreaterThan(0)
  // A record without a picture says nothing about one.
  expect(await records.filter({ hasText: '加油站消防演练' }).locator('img').count()).toBe(0)

  await drill.getByRole('link', { name: '煤矿防汛演练' }).click()
  await office.getByRole('heading', { level: 1, name: '煤矿防汛演练' }).waitFor()
  const photo = office.getByRole('list', { name: '图片和文件' }).locator('img')
  await expect.poll(() => photo.evaluate(readWidth)).toBeGreaterThan(0)
  expect(desk.complaints).toEqual([])
}, 60_000)
