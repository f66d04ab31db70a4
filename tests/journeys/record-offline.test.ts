import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/features/demo/server/demo-accounts.ts'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startDemoApp } from '../support/demo-app.ts'

let app: TestApp
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  app = await startDemoApp()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

function openPhone(): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })
}

async function openPage(phone: BrowserContext): Promise<Page> {
  const page = await phone.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })
  return page
}

async function signIn(phone: BrowserContext, username: string): Promise<Page> {
  const page = await openPage(phone)
  await page.goto(`${app.url}/sign-in`)
  await page.getByLabel('用户名', { exact: true }).fill(username)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** The city's own totals as the office reads them. */
async function readTotals(): Promise<{ sessions: number; people: number }> {
  const office = await browser.newContext()
  await office.request.post(`${app.url}/api/auth/sign-in/username`, {
    data: { username: 'office', password: demoPassword },
  })
  const reply = await office.request.get(
    `${app.url}/api/campaigns/jincheng-2022/ledger/figures?unit=jincheng`,
  )
  const { figures } = await reply.json()
  await office.close()
  const valueOf = (code: string) => figures.find((one: any) => one.code === code).value ?? 0
  return { sessions: valueOf('study.sessions'), people: valueOf('study.people') }
}

/** The worker holds the pages, and the device what recording needs. */
async function waitUntilReady(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(async () => {
    const { length } = await (await caches.open((await caches.keys())[0]!)).keys()
    if (length < 10) return false
    return new Promise<boolean>((resolve) => {
      const opening = indexedDB.open('anyue')
      opening.onsuccess = () => {
        const db = opening.result
        const keys = db.transaction('kept').objectStore('kept').getAllKeys()
        keys.onsuccess = () => {
          db.close()
          const names = keys.result.map(String)
          resolve(
            ['session', 'campaigns', 'campaign ', 'partners ', 'beginnings '].every((wanted) =>
              names.some((name) => name.startsWith(wanted)),
            ),
          )
        }
      }
    })
  })
}

async function record(page: Page, people: string): Promise<void> {
  await page.getByRole('button', { name: '集中宣讲', exact: true }).click()
  await page.getByLabel('参与人次（人次）').fill(people)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { name: /^已记下/ }).waitFor()
}

test('an activity recorded without a network, in a browser that was closed, arrives once', async () => {
  const before = await readTotals()
  const phone = await openPhone()
  const first = await signIn(phone, 'zezhou')
  await waitUntilReady(first)

  await phone.setOffline(true)
  await first.getByRole('link', { name: '＋ 记一次活动' }).click()
  const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#336699' } })
    .jpeg()
    .withExif({ IFD2: { DateTimeOriginal: '2022:06:14 09:32:00' } })
    .toBuffer()
  await first
    .locator('input[type=file]')
    .nth(1)
    .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: photo })
  await first.getByText('照片拍摄于 6月14日 周二 09:32，用作活动时间？').waitFor()
  await first.getByRole('button', { name: /^用.*活动时间/ }).click()
  await record(first, '57')
  await first.getByText('已存在本机，等网络').waitFor()
  await first.close()
  expect(await readTotals()).toEqual(before)

  // Opened again, still without a network, in two tabs.
  const second = await openPage(phone)
  await second.goto(`${app.url}/activities/waiting`)
  await second.getByRole('heading', { name: '集中宣讲' }).waitFor()
  await second.getByText('已存在本机，等网络').waitFor()
  const third = await openPage(phone)
  await third.goto(`${app.url}/`)
  await third.getByRole('link', { name: /待发送 1/ }).waitFor()

  // The first answer gets lost on its way back: the server has the record, the phone does not know.
  const sent: string[] = []
  let lost = 0
  await phone.route(/\/activities\/[0-9a-f-]{36}\?unit=/, async (route) => {
    const reply = await route.fetch()
    sent.push(`${route.request().method()} ${reply.status()}`)
    if (lost++ === 0) await route.abort('connectionreset')
    else await route.fulfill({ response: reply })
  })
  await phone.setOffline(false)
  await second.getByText('已送达', { exact: false }).first().waitFor({ timeout: 30_000 })
  expect(sent).toEqual(['PUT 200', 'PUT 200'])

  const after = await readTotals()
  expect(after).toEqual({ sessions: before.sessions + 1, people: before.people + 57 })
  const found = await phone.request.get(`${app.url}/api/campaigns/jincheng-2022/activities?q=集中宣讲`)
  // The demo has others of this name, none with as many people on that day.
  const items = (await found.json()).items.filter((one: any) => one.participants === 57)
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ day: '2022-06-14', startTime: '09:32', version: 1, files: 1 })
  const { rows } = await app.services.pool.pg.query(
    "select count(*)::int as n from file where name = '现场.jpg'",
  )
  expect(rows).toEqual([{ n: 1 }])

  await second.getByRole('link', { name: /^查看/ }).click()
  await second.getByText('计入：专题研讨、集中宣讲、培训辅导 1 场、57 人次。').waitFor()
  await phone.close()
  expect(complaints).toEqual([])
}, 120_000)

test('what one person recorded waits for them and is not sent under another name', async () => {
  const phone = await openPhone()
  const page = await signIn(phone, 'yangcheng')
  await waitUntilReady(page)
  await phone.setOffline(true)
  await page.goto(`${app.url}/activities/new`)
  await record(page, '11')
  await page.getByText('已存在本机，等网络').waitFor()
  // The session ends elsewhere and a colleague takes the phone.
  await phone.clearCookies()
  await phone.setOffline(false)
  await page.goto(`${app.url}/sign-in`)
  await page.close()

  const colleague = await signIn(phone, 'gaoping')
  await colleague.goto(`${app.url}/activities/waiting`)
  await colleague.getByText('还有 1 条是其他账号记下的').waitFor()
  const listOf = async () => {
    const path = `${app.url}/api/campaigns/jincheng-2022/activities?q=集中宣讲`
    return (await (await phone.request.get(path)).json()).items
      .map((one: any) => one.participants)
      .filter((people: number) => people === 11)
  }
  expect(await listOf()).toEqual([])
  await colleague.evaluate(() =>
    fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }),
  )
  await colleague.close()

  const author = await signIn(phone, 'yangcheng')
  await author.goto(`${app.url}/activities/waiting`)
  await author.getByText('已送达', { exact: false }).first().waitFor({ timeout: 30_000 })
  expect(await listOf()).toEqual([11])
  await phone.close()
  expect(complaints).toEqual([])
}, 120_000)
