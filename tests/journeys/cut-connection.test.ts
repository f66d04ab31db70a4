import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { type CuttableLine, openCuttableLine } from '../support/cuttable-line.ts'
import { startDemoApp } from '../support/demo-app.ts'
import { makePhoneMovie } from '../support/movie.ts'
import { createDesk } from './desk.ts'

const api = '/api/campaigns/jincheng-2022'
let app: TestApp
let line: CuttableLine
let browser: Browser
let desk: ReturnType<typeof createDesk>

beforeAll(async () => {
  app = await startDemoApp()
  line = await openCuttableLine(app.url)
  browser = await openBrowser()
  desk = createDesk(browser, line.url)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await line?.close()
  await app?.close()
})

const summary = (page: Page) => page.getByLabel(/本周开展情况/)

/** This week's report of the unit, opened from its first page. */
async function openReport(page: Page): Promise<string> {
  await page
    .getByRole('link', { name: /(填报|核对并报送).*第3次周报/ })
    .first()
    .click()
  await summary(page).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

/** Units that have not reported this week, in the order of the directory. */
async function listSilentUnits(): Promise<string[]> {
  const rows = await app.services.pool.db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .where('o.period_title', 'like', '第3次周报%')
    .where('o.submission_id', 'is', null)
    .where('o.standing', '!=', 'exempted')
    .select('u.code')
    .orderBy('u.position')
    .execute()
  return rows.map((row) => row.code)
}

async function readDraftText(page: Page, obligation: string): Promise<unknown> {
  const draft = await desk.readJson(page, `${api}/obligations/${obligation}/draft`)
  return Object.values(draft.content.fields).find((value) => typeof value === 'string')
}

async function countSubmissions(obligation: string): Promise<number> {
  const rows = await app.services.pool.db
    .selectFrom('submission')
    .where('obligation_id', '=', obligation)
    .select('id')
    .execute()
  return rows.length
}

test('what is written without a network is there again after the tab was closed, and reaches the server', async () => {
  const page = await desk.signIn('zezhou', 360)
  const obligation = await openReport(page)
  await summary(page).fill('第一句，有网络。')
  await page.getByText(/已保存/).waitFor()

  const outage = line.goDown()
  await summary(page).fill('第一句，有网络。第二句，没有网络。')
  // Left now: a field that is left when the tab closes saves once more, which may just come through.
  await summary(page).blur()
  await page.getByText('已留在本机').waitFor()
  const context = page.context()
  await page.close()

  outage.mend()
  const again = await context.newPage()
  await again.goto(`${line.url}/tasks/${obligation}`)
  await again.getByText(/已恢复.*留在本机/).waitFor()
  expect(await summary(again).inputValue()).toBe('第一句，有网络。第二句，没有网络。')
  await expect.poll(() => readDraftText(again, obligation)).toBe('第一句，有网络。第二句，没有网络。')
  await again.close()
}, 60_000)

test('a second device’s draft is never overwritten: both are shown and one is chosen', async () => {
  const first = await desk.signIn('zezhou', 1280)
  const second = await desk.signIn('zezhou', 360)
  const obligation = await openReport(first)
  await openReport(second)
  await first.context().setOffline(true)
  await summary(first).fill('第一台设备，断网时写的。')
  await first.getByText('已留在本机').waitFor()
  await summary(second).fill('第二台设备写的。')
  await second.getByText(/已保存/).waitFor()

  await first.context().setOffline(false)
  await first.getByRole('heading', { name: '这份草稿有两个版本，请选择保留哪一份' }).waitFor()
  const versions = first.getByRole('table').first()
  await versions.getByText('第一台设备，断网时写的。').waitFor()
  await versions.getByText('第二台设备写的。').waitFor()
  expect(await readDraftText(first, obligation)).toBe('第二台设备写的。')
  await first.getByRole('button', { name: '保留我填的' }).click()
  await expect.poll(() => readDraftText(first, obligation)).toBe('第一台设备，断网时写的。')

  // The other device goes on writing on its old version, and is asked in its turn.
  await summary(second).fill('第二台设备又写了。')
  await second.getByRole('button', { name: '用服务器上的' }).click()
  expect(await summary(second).inputValue()).toBe('第一台设备，断网时写的。')
  await first.context().close()
  await second.context().close()
}, 60_000)

test('an upload that was cut goes on where it stopped; a report whose receipt was cut is there once', async () => {
  const page = await desk.signIn((await listSilentUnits())[1]!, 360)
  const obligation = await openReport(page)
  await summary(page).fill('组织应急演练，附视频。')
  const movie = makePhoneMovie('P'.repeat(6_000_000))
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  line.cutWithin(/^PATCH \/api\/uploads\//, 2_000_000)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '演练.mov', mimeType: 'video/quicktime', buffer: movie })
  await page.getByText(/已上传，5\.7 MB/).waitFor()
  expect(offsets[0]).toBe(0)
  expect(offsets.at(-1)).toBeGreaterThan(1_000_000)
  await page.getByText(/已保存/).waitFor()

  const lost = line.loseRepliesTo(/^POST \/api\/campaigns\/.*\/submissions /)
  await page.getByRole('button', { name: '报送', exact: true }).first().dblclick()
  await page.getByText('没有收到回执，可能是网络中断').waitFor()
  expect(await countSubmissions(obligation)).toBe(1)
  lost.mend()
  await page.getByRole('button', { name: '再报送一次' }).dblclick()
  await page.getByRole('heading', { name: /已报送/ }).waitFor()
  expect(await countSubmissions(obligation)).toBe(1)

  const { submissionId } = await desk.readJson(page, `${api}/obligations/${obligation}`)
  const sent = await desk.readJson(page, `${api}/submissions/${submissionId}`)
  expect(sent.files.filter((file: any) => file.kind === 'video')).toMatchObject([
    { name: '演练.mov', size: movie.length },
  ])
  await page.context().close()
}, 60_000)

test('a phone that went off before the receipt asks for it later, and gets the first one', async () => {
  const page = await desk.signIn((await listSilentUnits())[1]!, 360)
  const obligation = await openReport(page)
  await summary(page).fill('组织宣讲。')
  const lost = line.loseRepliesTo(/^POST \/api\/campaigns\/.*\/submissions /)
  await page.getByRole('button', { name: '报送', exact: true }).first().click()
  await page.getByText('没有收到回执，可能是网络中断').waitFor()
  const context = page.context()
  await page.close()
  lost.mend()
  const before = await app.services.pool.db
    .selectFrom('submission')
    .where('obligation_id', '=', obligation)
    .select('receipt')
    .execute()
  expect(before).toHaveLength(1)

  const again = await context.newPage()
  await again.goto(`${line.url}/tasks/${obligation}`)
  await again.getByText(/报送第 1 版.*正在等待审核/).waitFor()
  await again.getByRole('button', { name: '更正' }).click()
  await again.getByRole('button', { name: '取回回执' }).click()
  await again.getByRole('heading', { name: /已报送/ }).waitFor()
  await again.getByText(before[0]!.receipt).first().waitFor()
  expect(await countSubmissions(obligation)).toBe(1)
}, 60_000)
