import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channelKeys } from '../../src/features/campaign/public-part.ts'
import { countParticipation } from '../../src/features/participation/server/count-participation.ts'
import { recordParticipation } from '../../src/features/participation/server/record-participation.ts'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { openPhone } from '../support/citizen.ts'
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
  const ids = async (list: string) =>
    (await desk.readJson(office, `${api}/${list}?unit=zezhou&limit=1`)).items[0].id
  const [activity, clipping, one] = await Promise.all(['activities', 'clippings', 'cases'].map(ids))
  const changed = (await of('lingchuan')).find((one: any) => one.task.key === 'weekly' && one.submissionId)
  const participation = await pledgeOnce(office)
  const live = (await desk.readJson(office, `${api}/live-contests`)).items[0].id
  const article = (await desk.readJson(office, `${api}/articles`)).items[0].id
  const attempt = await answerOnce()
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
      '/activities/import',
      `/activities/${activity}`,
      `/activities/${activity}/edit`,
      '/statistics',
      '/clippings',
      '/clippings/new',
      `/clippings/${clipping}`,
      '/cases',
      '/cases/new',
      `/cases/${one}`,
      '/overview',
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
      '/units/zezhou/weekly/2022-06-09',
      '/activities',
      `/activities/${activity}`,
      '/overview',
      '/remarks',
      `/participation/${participation}`,
      '/statistics',
      '/statistics/ledger',
      '/statistics/ledger?view=compare',
      '/statistics/ledger?indicator=study.people',
      '/clippings',
      '/cases',
      '/live',
      `/live/${live}`,
      `/live/${live}/host`,
      '/snapshots',
      '/snapshots/1',
      '/questions',
      '/questions/import',
      '/questions/new',
      '/questions/law-005-first',
      '/pledges',
      '/contests',
      '/contests/quiz-law',
      `/contests/quiz-law/attempts/${attempt}`,
      '/articles',
      `/articles/${article}`,
      '/participation',
      '/topics',
      '/consultations',
      '/liaisons',
      '/feedback',
    ],
    'zezhou-field': ['/', '/activities'],
    'chengqu-leader': ['/', '/matrix'],
    admin: ['/', '/users', '/campaign'],
    auditor: ['/', '/audit', '/statistics', '/remarks', `/submissions/${returned.submissionId}`],
  }
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** One pledge of a citizen of Zezhou, counted; the ledger's name of that day's pledges. */
async function pledgeOnce(office: Page): Promise<string> {
  const { db } = app.services.pool
  const campaign = await db.selectFrom('campaign').select('id').executeTakeFirstOrThrow()
  const unit = await db
    .selectFrom('org_unit')
    .where('code', '=', 'zezhou')
    .select('id')
    .executeTakeFirstOrThrow()
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: channelKeys.pledge('first-responsible'),
    unitId: unit.id,
    day: '2022-06-14',
    participantId: null,
    recordId: v7(),
    people: 1,
    at: app.clock.now(),
  })
  await countParticipation(app.services)
  const { items } = await desk.readJson(office, `${api}/ledger/entries?unit=zezhou&limit=200`)
  return items.find((one: any) => one.source === 'public').id
}

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

/** An attempt that was handed in, for the office to look at. */
async function answerOnce(): Promise<string> {
  const attempts = '/api/public/jincheng-2022/contests/quiz-law/attempts'
  const phone = await openPhone(app)
  const { body } = await phone.call('POST', attempts, { unit: 'zezhou' })
  expect((await phone.call('POST', `${attempts}/${body.id}/finish`, {})).status).toBe(200)
  return body.id
}

test('no page of the desk is left out', async () => {
  const pages = readFileSync('src/desk.tsx', 'utf8').matchAll(/^ {2}'(\/[^']*)': \(\) => import/gm)
  const seen = Object.values(visits).flat()
  const matches = (page: string) =>
    new RegExp(`^${page.replace(/\$\w+/g, '(?!new|waiting|import)[^/?]+')}(\\?|$)`)
  expect(Object.keys(visits)).toEqual(people)
  const unseen = [...pages].flatMap(([, page]) =>
    seen.some((path) => matches(page!).test(path)) ? [] : [page],
  )
  expect(unseen).toEqual([])
})

const people = ['guest', 'zezhou', 'office', 'zezhou-field', 'chengqu-leader', 'admin', 'auditor']
const looks = [360, 1280].flatMap((width) => people.map((who) => ({ who, width })))

test.each(looks)(
  'every page of $who stands, fits $width px, and passes axe in light and dark',
  async ({ who, width }) => {
    const page = who === 'guest' ? await desk.openPage(width) : await desk.signIn(who, width)
    for (const path of visits[who]!) {
      await page.emulateMedia({ colorScheme: 'light' })
      await settle(page, path)
      await look(page, `${who} ${path} light`)
      await page.emulateMedia({ colorScheme: 'dark' })
      await look(page, `${who} ${path} dark`)
    }
    await page.context().close()
    expect(desk.complaints.splice(0)).toEqual([])
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
}, 300_000)

test('the menu unfolds a subject by the keyboard, folds at Escape, and leads to its page', async () => {
  const page = await desk.signIn('office')
  const group = page.getByRole('button', { name: '公众参与' })
  const entry = page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '题库' })
  await group.focus()
  await page.keyboard.press('Enter')
  await entry.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await entry.waitFor({ state: 'hidden' })
  expect(await group.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await entry.click()
  await page.getByRole('heading', { level: 1, name: '题库' }).waitFor()
  await entry.waitFor({ state: 'hidden' })
  await page.context().close()
})
