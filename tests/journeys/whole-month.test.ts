import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CampaignDefinition } from '../../src/features/campaign/definition.ts'
import { idOfPath } from '../../src/features/submissions/desk/report-context.ts'
import { type TestApp, testPassword } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startCampaignApp } from '../support/campaign-app.ts'
import { createDesk } from './desk.ts'

const api = '/api/campaigns/jincheng-2022'
let app: TestApp
let definition: CampaignDefinition
let browser: Browser
let desk: ReturnType<typeof createDesk>
let liaison: Page
let office: Page

beforeAll(async () => {
  ;({ app, definition } = await startCampaignApp('2022-05-24T09:00:00+08:00'))
  const unitId = async (code: string) =>
    (
      await app.services.pool.db
        .selectFrom('org_unit')
        .where('code', '=', code)
        .select('id')
        .executeTakeFirstOrThrow()
    ).id
  await app.addUser('clerk', 'liaison', await unitId('zezhou'))
  await app.addUser('city', 'reviewer', await unitId('jincheng'))
  browser = await openBrowser()
  desk = createDesk(browser, app.url)
  liaison = await desk.signIn('clerk', 360, testPassword)
  office = await desk.signIn('city', 1280, testPassword)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** The clock goes on to a local time of the campaign; the unit opens what it has to report. */
async function openDue(at: string, title: string): Promise<void> {
  app.clock.moveTo(new Date(`${at}:00+08:00`))
  await liaison.goto(`${app.url}/`)
  await liaison.getByRole('link', { name: new RegExp(`(填报|核对并报送).*${title}`) }).click()
  await liaison.getByRole('heading', { level: 1 }).waitFor()
}

async function send(expected: '● 按时' | '◐ 迟报'): Promise<void> {
  await liaison.getByRole('button', { name: '报送', exact: true }).first().click()
  await liaison.getByRole('heading', { name: /已报送/ }).waitFor()
  await liaison.getByText(expected).waitFor()
}

async function fillFigures(values: Record<string, number>): Promise<void> {
  for (const [code, value] of Object.entries(values))
    await liaison.locator(`#${idOfPath(`figures.${code}`)}`).fill(String(value))
}

/** What the office's table says, of the figures that are known. */
async function readTotals(): Promise<Record<string, number>> {
  const table = await desk.readJson(office, `${api}/statistics`)
  const known = table.values.filter((one: any) => one.value !== null)
  return Object.fromEntries(known.map((one: any) => [one.code, one.value]))
}

const readStates = async (task: string) =>
  (await desk.readJson(office, `${api}/obligations?unit=zezhou&task=${task}&limit=50`)).items.map(
    (one: any) => one.state,
  )

const document = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`),
})

test('before the month: the liaison is named and the plan is there', async () => {
  await openDue('2022-05-24T09:30', '联络员表')
  const person = liaison.getByRole('group', { name: '联络员 1' })
  await person.getByLabel(/^姓名/).fill('县安委办联络员')
  await person.getByLabel(/^手机号码/).fill('123')
  await liaison.getByRole('button', { name: '报送', exact: true }).first().click()
  await liaison.getByText(/有 1 处需要改/).waitFor()
  await person.getByLabel(/^手机号码/).fill('19900001234')
  await send('● 按时')

  await openDue('2022-05-30T23:59', '活动方案')
  await liaison.locator('input[type=file]').first().setInputFiles(document('活动方案.pdf'))
  await liaison.getByText('已上传', { exact: false }).first().waitFor()
  await send('● 按时')
  expect(await readTotals()).toEqual({})

  await office.goto(`${app.url}/liaisons`)
  await office.getByText('199****1234').waitFor()
  await office.getByLabel(/显示完整信息/).check()
  await office.getByText('19900001234').waitFor()
}, 90_000)

test('five weekly reports: three in time, one late, one with nothing to report; the office’s totals follow', async () => {
  const week = async (at: string, number: number, figures: Record<string, number>) => {
    await openDue(at, `第${number}次周报`)
    await liaison.getByLabel(/本周开展情况/).fill(`第${number}周：组织学习和宣讲。`)
    await fillFigures(figures)
    await send(at.endsWith('10:35') ? '◐ 迟报' : '● 按时')
    expect(await readTotals()).toMatchObject(figures)
  }
  await week('2022-06-02T10:00', 1, { 'study.sessions': 2, 'study.people': 80 })
  await week('2022-06-09T09:30', 2, { 'study.sessions': 5, 'study.people': 210, 'hazards.found': 7 })
  await week('2022-06-16T10:35', 3, { 'study.sessions': 6, 'study.people': 260 })

  await openDue('2022-06-22T16:00', '第4次周报')
  await liaison.getByRole('button', { name: '零报告' }).click()
  await liaison.getByRole('button', { name: '立即报送' }).click()
  await liaison.getByRole('heading', { name: /已报送/ }).waitFor()
  // Nothing to report this week leaves what was reported before.
  expect(await readTotals()).toMatchObject({ 'study.sessions': 6, 'study.people': 260, 'hazards.found': 7 })

  await week('2022-06-30T09:00', 5, { 'study.sessions': 9, 'study.people': 400, 'hazards.found': 12 })
  expect(await readStates('weekly')).toEqual([
    'submitted',
    'submitted',
    'submitted-late',
    'submitted',
    'submitted',
  ])
}, 120_000)

test('at the end: the statistics table begins with the running figures, the summary closes the month', async () => {
  await openDue('2022-07-01T15:00', '统计表')
  const first = liaison.locator(`#${idOfPath('figures.study.people')}`)
  expect(await first.inputValue()).toBe('400')
  const figures = Object.fromEntries(definition.indicators.map(({ code }, index) => [code, 400 + index]))
  await fillFigures(figures)
  await send('● 按时')
  expect(await readTotals()).toEqual(figures)

  await openDue('2022-07-01T16:00', '总结报告')
  await liaison.getByLabel('总结报告', { exact: false }).first().fill('全月工作总结见附件。')
  await liaison.locator('input[type=file]').first().setInputFiles(document('总结报告.pdf'))
  await liaison.getByText('已上传', { exact: false }).first().waitFor()
  await send('● 按时')

  app.clock.moveTo(new Date('2022-07-02T09:00:00+08:00'))
  const tasks = 'liaison,plan,weekly,summary,statistics'
  expect(await desk.readJson(office, `${api}/progress?unit=zezhou&task=${tasks}`)).toMatchObject({
    expected: 9,
    actual: 9,
    onTime: 8,
    reportingRate: 1,
  })
  await office.goto(`${app.url}/statistics`)
  const last = definition.indicators.at(-1)!
  await office
    .getByRole('button', { name: new RegExp(String(figures[last.code])) })
    .first()
    .waitFor()
  await office.goto(`${app.url}/matrix`)
  await office.getByText('泽州县').first().waitFor()
  expect(desk.complaints).toEqual([])
}, 120_000)
