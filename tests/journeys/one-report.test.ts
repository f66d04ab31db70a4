import JSZip from 'jszip'
import type { Browser, Page } from 'playwright-core'
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

async function signIn(username: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' })
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })
  await page.goto(`${app.url}/sign-in`)
  await page.getByLabel('用户名', { exact: true }).fill(username)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForURL((url) => url.pathname === '/')
  return page
}

async function readJson(page: Page, path: string) {
  const reply = await page.request.get(`${app.url}${path}`)
  expect(reply.status()).toBe(200)
  return reply.json()
}

/** A container that says it is a video; nothing in it to play. */
const video = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom'),
  Buffer.from([0, 0, 2, 0]),
  Buffer.from('isommp41'),
  Buffer.from([0, 0, 4, 8]),
  Buffer.from('mdat'),
  Buffer.alloc(1024),
])

test('a weekly report: filled with photos and a video, returned, reported again, accepted, totalled', async () => {
  const liaison = await signIn('zezhou', 360)
  await liaison.getByRole('link', { name: /(填报|核对并报送).*第3次周报/ }).click()
  // The draft begins with pictures of the ledger's records.
  await liaison.getByLabel(/本周开展情况/).waitFor()
  const drawn = await liaison.locator('.file-line').count()
  await liaison.getByLabel(/本周开展情况/).fill('开展安全宣传咨询日，悬挂条幅，发放明白卡。')
  const photos = await Promise.all(
    ['#aa3333', '#33aa33', '#3333aa'].map((background) =>
      sharp({ create: { width: 640, height: 480, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    ),
  )
  await liaison
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      ...photos.map((buffer, index) => ({ name: `现场${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })),
      { name: '现场.mp4', mimeType: 'video/mp4', buffer: video },
    ])
  await liaison
    .getByRole('button', { name: /^报送$|传完即报送/ })
    .first()
    .click()
  await liaison.getByRole('heading', { name: /已报送/ }).waitFor()

  const office = await signIn('office')
  const inboxBefore = await readJson(office, '/api/campaigns/jincheng-2022/inbox?limit=200')
  const mine = inboxBefore.items.find(
    (one: any) => one.unit.code === 'zezhou' && one.period.title.startsWith('第3次'),
  )
  expect(mine.files).toBe(drawn + 4)
  await office.goto(`${app.url}/submissions/${mine.submissionId}`)
  await office.getByText('现场1.jpg').waitFor()
  await office.getByRole('button', { name: '退回', exact: true }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel('退回理由').fill('请补充参与人次。')
  await dialog.getByRole('button', { name: '退回', exact: true }).click()
  await office.getByText(/已退回：/).waitFor()

  await liaison.goto(`${app.url}/`)
  await liaison.getByRole('link', { name: /修改后重报.*第3次周报/ }).click()
  await liaison.getByText('请补充参与人次。').first().waitFor()
  await liaison.getByLabel(/本周开展情况/).fill('开展安全宣传咨询日，1200人次参加。')
  await liaison.getByRole('button', { name: '报送', exact: true }).first().click()
  await liaison.getByRole('heading', { name: /已报送/ }).waitFor()

  const again = (await readJson(office, '/api/campaigns/jincheng-2022/inbox?limit=200')).items.find(
    (one: any) => one.unit.code === 'zezhou' && one.period.title.startsWith('第3次'),
  )
  expect(again.revision).toBe(2)
  await office.goto(`${app.url}/submissions/${again.submissionId}`)
  await office
    .getByText(/上一版/)
    .first()
    .waitFor()
  await office.getByRole('button', { name: '通过', exact: true }).click()
  await office.getByText(/已通过：/).waitFor()

  const table = await readJson(office, '/api/campaigns/jincheng-2022/statistics')
  expect(table.values).toHaveLength(35)
  for (const { code, value } of table.values) {
    const opened = await readJson(office, `/api/campaigns/jincheng-2022/statistics/${code}`)
    const sum = opened.items.reduce((so: number, one: any) => so + (one.value ?? 0), 0)
    expect(value ?? 0, code).toBe(sum)
  }
  const word = await office.request.get(`${app.url}/api/campaigns/jincheng-2022/statistics.docx`)
  const text = await (await JSZip.loadAsync(await word.body())).file('word/document.xml')!.async('string')
  const plain = text.replace(/<[^>]+>/g, '')
  for (const { code, value } of table.values) expect(plain, code).toContain(String(value ?? ''))
  expect(complaints).toEqual([])
}, 120_000)
