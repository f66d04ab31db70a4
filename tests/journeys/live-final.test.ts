import type { Browser, Page, Route } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/server.ts'
import type { TestApp } from '../support/app.ts'
import { testPassword } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startCampaignApp } from '../support/campaign-app.ts'
import { makeFinal } from '../support/live-final.ts'
import { createDesk } from './desk.ts'

const base = '/api/campaigns/jincheng-2022/live-contests'
let app: TestApp
let browser: Browser
let desk: ReturnType<typeof createDesk>
let host: Page
let screen: Page
const telephones: Page[] = []
const live = v7()

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-21T01:00:00Z'))
  const root = await app.services.pool.db
    .selectFrom('org_unit')
    .where('level', '=', 0)
    .select('id')
    .executeTakeFirstOrThrow()
  await app.addUser('office', 'reviewer', root.id)
  browser = await openBrowser()
  desk = createDesk(browser, app.url)
  host = await desk.signIn('office', 1280, testPassword)
  const made = await host.request.post(`${app.url}${base}`, { data: { id: live, setup: makeFinal() } })
  expect(made.status()).toBe(201)
  const links = (await desk.readJson(host, `${base}/${live}/links`)).items
  await host.goto(`${app.url}/live/${live}/host`)
  screen = await desk.openPage(1920)
  await screen.goto(`${app.url}/p/jincheng-2022/live/${live}`)
  for (const { url } of links) {
    const page = await desk.openPage(360)
    await page.goto(url)
    await page.getByRole('button', { name: '加入' }).click()
    await page.getByText(/网络往返 \d+ 毫秒/).waitFor()
    telephones.push(page)
  }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** Once what the host did before has been answered. */
async function key(name: string): Promise<void> {
  await host.locator('.host-controls[aria-busy=false]').waitFor()
  await host.keyboard.press(name)
}
/** Keeps the presses of the telephones on the line until every one has been sent, so that none hears of another's first. */
async function holdPresses(): Promise<() => Promise<void>> {
  const held = await Promise.all(
    telephones.map(async (page) => {
      let arrived: (route: Route) => void
      const press = new Promise<Route>((resolve) => (arrived = resolve))
      await page.route('**/presses', (route) => arrived(route))
      return { press }
    }),
  )
  return async () => {
    const routes = await Promise.all(held.map(({ press }) => press))
    await Promise.all(routes.map((route) => route.continue()))
    await Promise.all(telephones.map((page) => page.unroute('**/presses')))
  }
}
const patience = { timeout: 20_000 }
const next = (name: string | RegExp) => host.getByRole('button', { name, exact: true }).click()
const score = (team: string) => screen.locator('.live-scores li', { hasText: team }).locator('strong')
const pass = (ms: number) => app.clock.moveTo(new Date(app.clock.now().getTime() + ms))

test('the office runs a final with four teams: host, big screen and four telephones', async () => {
  await expect.poll(() => host.getByText(/抢答器往返 \d+ 毫秒/).count(), patience).toBe(4)

  // 必答: the first team answers, by the keyboard alone.
  await key(' ')
  await host.getByRole('button', { name: '出题：红队' }).waitFor()
  await key(' ')
  await screen.getByText('请红队答题').waitFor()
  expect(await screen.content()).not.toContain('解析must-1')
  await host.getByText('开始计时').waitFor()
  await key(' ')
  await host
    .getByText('请判定')
    .or(host.getByRole('button', { name: /红队答对/ }))
    .first()
    .waitFor()
  await key('r')
  await expect.poll(() => score('红队').textContent(), patience).toBe('10')
  await next('公布答案')
  await screen.getByText('答案：B').waitFor()

  // A slip: the wrong team's question is judged and undone.
  await next('出题：黄队')
  await host.getByRole('button', { name: /黄队答错/ }).waitFor()
  await key('w')
  await screen.getByText('黄队答错').waitFor()
  await key('u')
  await screen.getByText('请黄队答题').waitFor()
  await host.getByRole('button', { name: /黄队答对/ }).waitFor()
  await key('r')
  await expect.poll(() => score('黄队').textContent(), patience).toBe('10')
  await next('公布答案')
  for (const team of ['蓝队', '绿队']) {
    await next(`出题：${team}`)
    await host.getByRole('button', { name: new RegExp(`${team}答错`) }).waitFor()
    await key('w')
    await next('公布答案')
  }
}, 120_000)

test('twenty presses at once: one team has it, the tie is told and decided by the host', async () => {
  await next('开始：抢答题')
  await next('出题：第 1 题')
  for (const page of telephones) await page.getByRole('button', { name: '等口令' }).waitFor()
  await next('开始抢答')
  for (const page of telephones) await page.getByRole('button', { name: '抢答', exact: true }).waitFor()
  const release = await holdPresses()
  await Promise.all(
    telephones.map((page) =>
      page.locator('.buzzer-button').evaluate((button) => {
        for (let count = 0; count < 5; count += 1)
          button.dispatchEvent(new Event('pointerdown', { bubbles: true }))
      }),
    ),
  )
  await release()
  // The clock of the test stands still, so that all four are a tie.
  await host.getByText(/几乎同时：/).waitFor()
  await screen.getByText(/几乎同时按下/).waitFor()
  await host.getByRole('button', { name: '判给绿队' }).or(host.getByText('绿队：最先到达')).first().waitFor()
  await key('4')
  await telephones[3]!.getByRole('button', { name: '抢到了' }).waitFor()
  await telephones[0]!.getByText('绿队抢到').waitFor()
  await key('r')
  await expect.poll(() => score('绿队').textContent(), patience).toBe('10')
  await next('公布答案')
}, 120_000)

test('a screen whose stream is cut asks once a second', async () => {
  const cut = await desk.openPage(1280)
  await cut.route('**/stream', (route) => route.abort())
  await cut.goto(`${app.url}/p/jincheng-2022/live/${live}`)
  await cut.getByText('每秒刷新').waitFor()
  await next('出题：第 2 题')
  await cut.getByText('听到口令后抢答').waitFor()
  await cut.context().close()
}, 120_000)

test('an early press is a foul, and a reload of any page changes nothing', async () => {
  await telephones[0]!.getByRole('button', { name: '等口令' }).dispatchEvent('pointerdown')
  await telephones[0]!.getByRole('button', { name: '抢跑' }).waitFor()
  await screen.getByText('✕ 抢跑').waitFor()
  await expect.poll(() => score('红队').textContent(), patience).toBe('5')
  await Promise.all([host, screen, ...telephones].map((page) => page.reload()))
  await telephones[0]!.getByRole('button', { name: '抢跑' }).waitFor()
  await screen.getByText('✕ 抢跑').waitFor()
  await next('开始抢答')
  await telephones[1]!.getByRole('button', { name: '抢答', exact: true }).dispatchEvent('pointerdown')
  await telephones[1]!.getByRole('button', { name: '抢到了' }).waitFor()
}, 120_000)

test('the server is killed and another takes its place at the same address: the final goes on where it was', async () => {
  const address = new URL(app.url)
  await app.stopListening()
  await screen.getByText('网络中断').waitFor()
  const { app: second } = await createApp(app.services)
  await second.listen({ port: Number(address.port), host: address.hostname })
  await expect.poll(() => screen.getByText('网络中断').count(), patience).toBe(0)
  await screen.getByText('黄队抢到').waitFor()
  pass(1_000)
  await host.getByText('● 已连接').waitFor()
  await key('w')
  await expect.poll(() => score('黄队').textContent(), patience).toBe('0')
  await next('公布答案')
  await host.getByRole('button', { name: '结束比赛' }).click()
  await host.getByRole('dialog').getByRole('button', { name: '结束比赛' }).click()
  await screen.getByText('第 1 名').waitFor()
  await telephones[3]!.getByText('第 1 名').waitFor()
  await second.close()
}, 120_000)
