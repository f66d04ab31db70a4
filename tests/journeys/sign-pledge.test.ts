import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countParticipation } from '../../src/features/participation/server/count-participation.ts'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startCampaignApp } from '../support/campaign-app.ts'

const pledge = '/p/jincheng-2022/pledges/first-responsible'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let app: TestApp
let browser: Browser

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T02:00:00Z'))
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** A phone 360 px wide, and what its pages complain of. */
async function openPhone(options: { javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    acceptDownloads: true,
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // The first try of a device that is not known yet is answered 401, and the page goes on from there.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  return { page, complaints }
}

async function look(page: Page, what: string): Promise<void> {
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(tooWide, `${what} scrolls sideways`).toBe(0)
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    const { violations: found } = await (globalThis as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    })
    return found.map((one: any) => `${one.id}: ${one.nodes[0].target.join(' ')}`)
  })
  expect(violations, what).toEqual([])
  if (process.env.PICTURES)
    await page.screenshot({ path: `${process.env.PICTURES}/${what}.png`, fullPage: true })
}

async function drawSignature(page: Page): Promise<void> {
  const place = (await page.locator('canvas').boundingBox())!
  for (const stroke of [
    [0.2, 0.3, 0.45, 0.25],
    [0.3, 0.2, 0.32, 0.8],
    [0.5, 0.3, 0.8, 0.75],
  ]) {
    const [x, y, toX, toY] = stroke as [number, number, number, number]
    await page.mouse.move(place.x + x * place.width, place.y + y * place.height)
    await page.mouse.down()
    await page.mouse.move(place.x + toX * place.width, place.y + toY * place.height, { steps: 8 })
    await page.mouse.up()
  }
}

test('a principal signs with a finger on a small phone, reads the PDF, and takes it back', async () => {
  const { page, complaints } = await openPhone()
  await page.goto(`${app.url}/p/jincheng-2022`)
  await page.getByRole('link', { name: /第一责任人安全倡议书/ }).click()
  await look(page, 'choose')
  await page.getByRole('link', { name: '企业负责人' }).click()
  expect(await page.locator('.pledge-points li').count()).toBe(7)

  await page.getByRole('button', { name: '签署倡议书' }).click()
  await page.getByText('请从提示中选择县（市、区）或者部门。').waitFor()
  await look(page, 'errors')

  await page.getByRole('combobox', { name: '所在县（市、区）或部门' }).fill('ycx')
  await page.getByRole('option', { name: '阳城县' }).click()
  await page
    .getByRole('combobox', { name: '单位名称' })
    .fill('演示煤业（集团）有限责任公司安全生产技术服务分公司')
  await page.locator('canvas').scrollIntoViewIfNeeded()
  await drawSignature(page)
  await page.getByRole('button', { name: '撤一笔' }).click()
  await drawSignature(page)
  await look(page, 'filled')
  await page.getByRole('button', { name: '签署倡议书' }).click()
  await page.waitForURL(/\/certificates\/[2-9A-HJKMNP-Z]{16}$/)
  await page.getByRole('img', { name: '手写签名' }).waitFor()
  await look(page, 'certificate')
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'certificate-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  for (const [name, signs] of [
    ['下载 PDF', '%PDF-'],
    ['保存图片', '\x89PNG'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).click(),
    ])
    const bytes = readFileSync(await download.path())
    expect(bytes.toString('latin1', 0, signs.length)).toBe(signs)
    if (process.env.PICTURES)
      await download.saveAs(`${process.env.PICTURES}/${name}${signs === '%PDF-' ? '.pdf' : '.png'}`)
  }

  const certificate = page.url()
  const stranger = await openPhone()
  await stranger.page.goto(certificate)
  await stranger.page.getByText('这份证书有效').waitFor()
  await look(stranger.page, 'check')
  expect(await stranger.page.content()).not.toContain('演示煤业')

  await countParticipation(app.services)
  await page.goto(`${app.url}${pledge}`)
  await page.getByText('您已签署，计入阳城县。').waitFor()
  await look(page, 'signed')
  await page.getByRole('button', { name: '撤回签署' }).click()
  await page.getByText('请选择您的身份').waitFor()
  await stranger.page.reload()
  await stranger.page.getByText('已由本人撤回').waitFor()
  expect([...complaints, ...stranger.complaints]).toEqual([])
}, 120_000)

test('a citizen signs with the keyboard alone', async () => {
  const { page, complaints } = await openPhone()
  await page.goto(`${app.url}${pledge}?as=citizen`)
  await page.locator('input[role="combobox"]').focus()
  await page.keyboard.type('gaopign')
  await page.getByRole('option', { name: '城区' }).waitFor({ state: 'detached' })
  await page.getByRole('option', { name: '高平市' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.type('王安平')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/certificates\//)
  await page.getByText('王安平').waitFor()
  await page.getByText('所在地：高平市').waitFor()
  await look(page, 'typed')
  expect(complaints).toEqual([])
}, 60_000)

test('without JavaScript the text can be read, and in large letters it fits', async () => {
  const { page } = await openPhone({ javaScriptEnabled: false })
  await page.goto(`${app.url}/p/text-size?large=1&back=${encodeURIComponent(`${pledge}?as=worker`)}`)
  await page.getByText('拒绝违章指挥和强令冒险作业').waitFor()
  expect(await page.locator('select option').count()).toBeGreaterThan(50)
  expect(await page.locator('noscript').innerText()).toContain('JavaScript')
}, 60_000)
