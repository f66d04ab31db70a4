import { openBrowser } from './support/browser.ts'
import sharp from 'sharp'
const url = 'http://127.0.0.1:9411'
const browser = await openBrowser()
const errors: string[] = []
async function sign(user: string, width: number, opts: any = {}) {
  const context = await browser.newContext({ viewport: { width, height: 780 }, locale: 'zh-CN', ...opts })
  const page = await context.newPage()
  page.on('pageerror', (e) => errors.push(`${user} ${e}`))
  page.on('console', (m) => {
    if (m.type() === 'error') errors.push(`${user} ${m.text()} ${m.location().url}`)
  })
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('用户名', { exact: true }).fill(user)
  await page.getByLabel('密码', { exact: true }).fill('anyue-demo')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((u) => u.pathname === '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}
const shot = (page: any, name: string, full = true) =>
  page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: full })
const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#4477aa' } })
  .jpeg()
  .withExif({
    IFD2: { DateTimeOriginal: '2022:06:14 09:32:00' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '35/1 30/1 0/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '112/1 48/1 0/1',
    },
  })
  .toBuffer()

const p = await sign('zezhou', 360, { hasTouch: true, isMobile: true })
await p.waitForTimeout(500)
await shot(p, 'home-360', false)
await p.getByRole('link', { name: '＋ 记一次活动' }).click()
await p.getByRole('heading', { name: '记一次活动' }).waitFor()
await shot(p, 'record-empty-360')
await p
  .locator('input[type=file]')
  .nth(1)
  .setInputFiles([{ name: '现场.jpg', mimeType: 'image/jpeg', buffer: photo }])
await p.getByText(/照片拍摄于/).waitFor({ timeout: 8000 })
await shot(p, 'record-exif-360')
await p.getByRole('button', { name: /^用.*活动时间/ }).click()
await p.getByRole('button', { name: /^用.*照片的位置/ }).click()
await p.getByRole('button', { name: '集中宣讲' }).click()
await p.getByLabel('参与人次（人次）').fill('120')
await p.getByLabel(/地点/).fill('巴公镇文化广场')
await shot(p, 'record-filled-360')
await p.getByRole('checkbox', { name: '重要、特色活动' }).check()
await p.getByLabel('联合单位').fill('yc')
await p.waitForTimeout(300)
await shot(p, 'record-partner-360')
await p
  .getByRole('button', { name: /阳城县/ })
  .first()
  .click()
await p.getByRole('button', { name: '保存' }).click()
await p.getByText('已送达').waitFor({ timeout: 15000 })
await shot(p, 'record-done-360')
await p.getByRole('link', { name: '查看这条记录' }).click()
await p.getByText(/计入：/).waitFor()
await p.waitForTimeout(800)
await shot(p, 'activity-360')
await p.goto(`${url}/activities`)
await p.getByRole('heading', { name: '活动台账' }).waitFor()
await p.waitForTimeout(800)
await shot(p, 'ledger-360')
const o = await sign('office', 1280)
await o.goto(`${url}/activities`)
await o.waitForTimeout(1200)
await shot(o, 'ledger-1280')
await o.locator('.ledger-title a').first().click()
await o.getByText(/计入：/).waitFor()
await o.waitForTimeout(600)
await shot(o, 'activity-1280')
const f = await sign('zezhou-field', 360, { hasTouch: true, isMobile: true })
await f.waitForTimeout(600)
await shot(f, 'recorder-360')
console.log(errors)
await browser.close()
