import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCells } from '../../src/features/obligations/rules.ts'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startDemoApp } from '../support/demo-app.ts'
import { createDesk } from './desk.ts'

const api = '/api/campaigns/jincheng-2022'
let app: TestApp
let browser: Browser
let desk: ReturnType<typeof createDesk>

beforeAll(async () => {
  app = await startDemoApp()
  browser = await openBrowser()
  desk = createDesk(browser, app.url)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function readInbox(page: Page) {
  return desk.readJson(page, `${api}/inbox?limit=200`)
}

const openOf = (page: Page) => new URL(page.url()).searchParams.get('open')

test('the office works through a morning with the keyboard', async () => {
  const office = await desk.signIn('office')
  const before = await readInbox(office)
  await office.goto(`${app.url}/inbox`)
  await office.getByRole('heading', { level: 1, name: `待审 ${before.total} 件` }).waitFor()

  // ? tells the keys, and letters do nothing while it does.
  await office.keyboard.press('?')
  await office.getByRole('dialog', { name: '键盘' }).getByText('下一件').waitFor()
  await office.keyboard.press('a')
  await office.keyboard.press('Escape')
  await office.getByRole('dialog').waitFor({ state: 'detached' })

  // j j k: the second of the queue is open and has the focus; a accepts it.
  const second = before.items[1]
  await office.keyboard.press('j')
  await expect.poll(() => openOf(office)).toBe(second.submissionId)
  await office.keyboard.press('j')
  await expect.poll(() => openOf(office)).toBe(before.items[2].submissionId)
  await office.keyboard.press('k')
  await expect.poll(() => openOf(office)).toBe(second.submissionId)
  await expect
    .poll(() => office.evaluate(() => document.activeElement?.id))
    .toBe(`queue-${second.submissionId}`)
  await office
    .getByRole('heading', { level: 2, name: `${second.unit.name} · ${second.period.title}` })
    .waitFor()
  await office.keyboard.press('a')
  await office.getByText(`已通过：${second.unit.name}`).waitFor()
  await expect.poll(() => openOf(office)).toBe(before.items[2].submissionId)
  expect((await desk.readJson(office, `${api}/submissions/${second.submissionId}`)).decision).toBe('accepted')

  // / finds a unit; r returns its weekly report with remarks and a new due time.
  const weekly = (await readInbox(office)).items.find((one: any) => one.task.key === 'weekly')
  await office.getByLabel('按任务筛选').selectOption(weekly.task.key)
  await office.keyboard.press('Escape')
  await office.getByRole('heading', { level: 1 }).click()
  await office.keyboard.press('/')
  await office.keyboard.type(weekly.unit.name)
  const only = office.getByRole('list').filter({ has: office.locator(`#queue-${weekly.submissionId}`) })
  await expect.poll(() => only.getByRole('listitem').count()).toBeLessThan(4)
  await office.locator(`#queue-${weekly.submissionId}`).click()
  await office
    .getByRole('heading', { level: 2, name: `${weekly.unit.name} · ${weekly.period.title}` })
    .waitFor()
  await office.getByRole('button', { name: '批注：本周开展情况' }).click()
  await office.keyboard.type('请写明地点。')
  await office.locator(`#queue-${weekly.submissionId}`).focus()
  await office.keyboard.press('a')
  await office.getByText('批注还没有发出').waitFor()
  await office.keyboard.press('r')
  const dialog = office.getByRole('dialog')
  await dialog.getByLabel('退回理由').fill('数字与文字不一致，请核对。')
  expect(await dialog.getByLabel('批注：本周开展情况', { exact: true }).inputValue()).toBe('请写明地点。')
  await dialog.getByLabel('给某一项加批注').selectOption('figures.study.sessions')
  await dialog.getByRole('textbox', { name: /^批注：.*（场）$/ }).fill('与上期相同？')
  await dialog.getByLabel('改到').check()
  await dialog.getByLabel('新期限的日期').fill('2022-06-14')
  await dialog.getByText('新的期限须晚于现在。').waitFor()
  await dialog.getByLabel('新期限的日期').fill('2022-06-17')
  await dialog.getByLabel('新期限的时间').fill('17:00')
  await dialog.getByText('6月17日 周五 17:00 前重报算按时').waitFor()
  await dialog.getByRole('button', { name: '退回', exact: true }).click()
  await office.getByText(`已退回：${weekly.unit.name}`).waitFor()
  const returned = await desk.readJson(office, `${api}/submissions/${weekly.submissionId}`)
  expect(returned).toMatchObject({
    decision: 'returned',
    obligation: { state: 'returned', dueAt: '2022-06-17T09:00:00.000Z' },
    reviews: [
      {
        remark: '数字与文字不一致，请核对。',
        fieldRemarks: { 'fields.week-summary': '请写明地点。', 'figures.study.sessions': '与上期相同？' },
      },
    ],
  })

  // The rest in one go.
  await office.getByLabel('按任务筛选').selectOption('')
  await office.getByLabel('查找单位').fill('')
  const rest = await readInbox(office)
  expect(rest.total).toBe(before.total - 2)
  await office.getByLabel(`全选这 ${rest.total} 件`).check()
  await office.getByRole('button', { name: `通过选中的 ${rest.total} 件` }).click()
  await office.getByText(`已通过 ${rest.total} 件`).waitFor()
  await office.getByRole('heading', { level: 1, name: '没有待审的报送' }).waitFor()
  expect((await readInbox(office)).total).toBe(0)

  await office.close()
  expect(desk.complaints).toEqual([])
}, 120_000)

test('the matrix finds units, moves by arrows, opens reports and names who to chase', async () => {
  const office = await desk.signIn('office')
  await office.goto(`${app.url}/matrix`)
  const rows = office.locator('table.matrix tbody tr')
  const search = office.getByLabel('查找单位')
  await rows.first().waitFor()
  for (const typed of ['zzx', '泽州县安委办', '泽洲', 'zezhuo']) {
    await search.fill(typed)
    await expect.poll(() => rows.allInnerTexts()).toMatchObject([expect.stringContaining('泽州县')])
  }
  await search.fill('')
  await office.getByLabel('按单位类别筛选').selectOption('county')
  await expect.poll(() => rows.count()).toBe(7)
  await office.getByLabel('按状态筛选').selectOption('returned')
  const matrix = await desk.readJson(office, `${api}/matrix`)
  const withReturn = matrix.rows.filter(
    (row: any) =>
      row.unit.tags.includes('county') &&
      readCells(row.cells).some((cell) => matrix.states[cell.state] === 'returned'),
  )
  await expect.poll(() => rows.count()).toBe(withReturn.length)
  await office.getByRole('button', { name: '看全部' }).click()
  await expect.poll(() => rows.count()).toBe(matrix.rows.length)

  // One tab stop, arrows between cells, Enter opens the report of the cell.
  await office.locator('[data-at="0 0"]').focus()
  await office.keyboard.press('ArrowRight')
  await office.keyboard.press('ArrowDown')
  await office.keyboard.press('ArrowDown')
  expect(await office.evaluate(() => (document.activeElement as HTMLElement).dataset.at)).toBe('2 1')
  await office.keyboard.press('Enter')
  await office.getByRole('heading', { level: 1, name: matrix.columns[0].periodTitle }).waitFor()
  const { task } = matrix.columns[0]
  const owed = await desk.readJson(
    office,
    `${api}/obligations?unit=${matrix.rows[2].unit.code}&task=${task}&own=true`,
  )
  const opened = owed.items.find((one: any) => one.period.key === matrix.columns[0].period)
  await expect.poll(() => office.url()).toContain(`/submissions/${opened.submissionId}`)

  await office.goto(`${app.url}/matrix`)
  const column = matrix.columns.findIndex((one: any) => one.task === 'weekly' && one.period === '2022-06-16')
  await office.locator(`[data-at="-1 ${column + 1}"]`).click()
  const { units } = await desk.readJson(office, `${api}/missing?task=weekly&period=2022-06-16`)
  const chase = office.getByRole('dialog')
  await expect.poll(() => chase.getByRole('listitem').count()).toBe(units.length)
  expect(await chase.getByLabel('催报文字').inputValue()).toContain(units[0].name)
  await office.close()
  expect(desk.complaints).toEqual([])
}, 120_000)

test('a returned report shows each remark beside its field, inner fields too', async () => {
  const office = await desk.signIn('office')
  const { items } = await desk.readJson(office, `${api}/obligations?unit=gaoping&task=liaison`)
  const reply = await office.request.post(`${app.url}${api}/submissions/${items[0].submissionId}/return`, {
    data: {
      remark: '请更新联络员。',
      fieldRemarks: { 'fields.liaisons.0.mobile': '这个号码打不通。', 'fields.address': '请补上。' },
    },
  })
  expect(reply.status()).toBe(200)
  const liaison = await desk.signIn('gaoping', 360)
  await liaison.goto(`${app.url}/tasks/${items[0].id}`)
  const mobile = liaison.getByLabel('手机号码')
  await mobile.waitFor()
  const described = await mobile.evaluate((input) =>
    (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(),
  )
  expect(described).toContain('审核意见：这个号码打不通。')
  await liaison.getByRole('link', { name: '通信地址' }).click()
  expect(await liaison.evaluate(() => document.activeElement?.id)).toBe('at-fields_address')
  expect(desk.complaints).toEqual([])
}, 60_000)
