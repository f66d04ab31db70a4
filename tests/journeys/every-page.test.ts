import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startDemoApp } from '../support/demo-app.ts'
import { createDesk } from './desk.ts'

const api = '/api/campaigns/jincheng-2022'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let app: TestApp
let browser: Browser
let desk: ReturnType<typeof createDesk>
/** Pages by who opens them; nobody is a guest. */
let visits: Record<string, string[]>

beforeAll(async () => {
  app = await startDemoApp()
  browser = await openBrowser()
  desk = createDesk(browser, app.url)
  const office = await desk.signIn('office')
  const published = await office.request.post(`${app.url}${api}/snapshots`, { data: { title: '中期' } })
  expect(published.status()).toBe(201)
  const of = async (unit: string) =>
    (await desk.readJson(office, `${api}/obligations?unit=${unit}&own=true&limit=100`)).items
  const zezhou = await of('zezhou')
  const returned = zezhou.find((one: any) => one.state === 'returned')
  const open = zezhou.find((one: any) => one.task.key === 'weekly' && one.submissionId === null)
  const changed = (await of('lingchuan')).find((one: any) => one.task.key === 'weekly' && one.submissionId)
  await office.context().close()
  visits = {
    guest: ['/sign-in', '/setup', '/api-docs'],
    zezhou: [
      '/',
      `/tasks/${open.id}`,
      `/tasks/${returned.id}`,
      `/submissions/${returned.submissionId}`,
      '/activities',
      '/activities/new',
      '/activities/waiting',
      '/statistics',
      '/clippings',
      '/clippings/new',
      '/cases',
      '/cases/new',
      '/liaisons',
      '/campaign',
      '/account',
    ],
    office: [
      '/',
      '/inbox',
      '/matrix',
      `/tasks/${open.id}`,
      `/submissions/${changed.submissionId}`,
      '/units/zezhou',
      '/activities',
      '/statistics',
      '/statistics/ledger',
      '/clippings',
      '/cases',
      '/snapshots',
      '/snapshots/1',
      '/liaisons',
      '/feedback',
    ],
    'zezhou-field': ['/', '/activities'],
    'chengqu-leader': ['/', '/matrix'],
    admin: ['/', '/users', '/campaign'],
    auditor: ['/', '/audit', '/statistics', `/submissions/${returned.submissionId}`],
  }
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function settle(page: Page, path: string): Promise<void> {
  await page.goto(`${app.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.loading'))
}

async function look(page: Page, what: string): Promise<void> {
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(tooWide, `${what} scrolls sideways`).toBe(0)
  // Evaluated, not added as a script: the page's policy refuses those.
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
    const { violations: found } = await (globalThis as any).axe.run(document, { runOnly: tags })
    return found.map((one: any) => `${one.id}: ${one.nodes[0].target.join(' ')}`)
  })
  expect(violations, what).toEqual([])
}

test.each([360, 1280])(
  'every page stands, fits %i px, and passes axe in light and dark',
  async (width) => {
    for (const [who, paths] of Object.entries(visits)) {
      const page = who === 'guest' ? await desk.openPage(width) : await desk.signIn(who, width)
      for (const path of paths) {
        await page.emulateMedia({ colorScheme: 'light' })
        await settle(page, path)
        await look(page, `${who} ${path} light`)
        await page.emulateMedia({ colorScheme: 'dark' })
        await look(page, `${who} ${path} dark`)
      }
      await page.context().close()
    }
    expect(desk.complaints).toEqual([])
  },
  300_000,
)

test('large text fits a phone', async () => {
  const page = await desk.signIn('office', 360)
  await page.evaluate(() => localStorage.setItem('anyue.display', JSON.stringify({ large: true })))
  for (const path of visits.office!) {
    await settle(page, path)
    await look(page, `large ${path}`)
  }
  await page.context().close()
}, 120_000)
