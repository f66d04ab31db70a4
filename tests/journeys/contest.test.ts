import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { TestApp } from '../support/app.ts'
import { startCampaignApp } from '../support/campaign-app.ts'
import { countParticipation } from '../../src/features/participation/server/count-participation.ts'

let app: TestApp
let browser: Browser
beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T01:00:00Z'))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function openPhonePage(): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      complaints.push(message.text())
  })
  return { page, complaints }
}

async function startQuiz(page: Page): Promise<void> {
  await page.goto(`${app.url}/p`)
  await page
    .getByRole('link', { name: /新安法知多少/ })
    .first()
    .click()
  // Before the script takes over it is a list to choose from.
  await page.locator('input[role="combobox"]').fill('zzx')
  await page.getByRole('option', { name: '泽州县' }).click()
  await page.getByRole('button', { name: '开始答题' }).click()
  await page.waitForURL(/attempts/)
}

async function answerFirst(page: Page): Promise<void> {
  await page.locator('.choice').first().click()
}

describe('a citizen with an old phone', () => {
  test('takes the quiz, loses the network and the page on the way, and sees which articles to read again', async () => {
    const { page, complaints } = await openPhonePage()
    await startQuiz(page)
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect(await sideways()).toBe(false)
    await answerFirst(page)
    await page.getByText('已保存').waitFor()
    await page.getByRole('button', { name: '下一题' }).click()

    await page.context().setOffline(true)
    await answerFirst(page)
    await page.getByText('网络不通，答案先记在本机').waitFor()
    await page.context().setOffline(false)
    await page.getByText('已保存').waitFor()

    await page.reload()
    await page.getByText('第 3 题，共 15 题').waitFor()
    for (let place = 3; place <= 15; place += 1) {
      await answerFirst(page)
      await page.getByRole('button', { name: place < 15 ? '下一题' : '答完了' }).click()
    }
    await page.getByRole('heading', { name: '全部答完了' }).waitFor()
    await page.getByRole('button', { name: '交卷' }).click()
    await page.getByRole('heading', { name: /分/ }).first().waitFor()
    await page.getByRole('heading', { name: '值得再读一遍的条款' }).waitFor()
    expect(await sideways()).toBe(false)
    expect(complaints).toEqual([])

    await countParticipation(app.services)
    const day = await app.services.pool.db
      .selectFrom('participation_day as d')
      .innerJoin('org_unit as u', 'u.id', 'd.unit_id')
      .where('u.code', '=', 'zezhou')
      .select(['d.channel', 'd.people'])
      .executeTakeFirstOrThrow()
    expect(day).toEqual({ channel: 'contest.quiz-law', people: 1 })
  })

  test('goes on in a second tab with the same attempt and cannot hand it in twice', async () => {
    const { page } = await openPhonePage()
    await startQuiz(page)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByText('第 1 题，共 15 题').waitFor()
    for (const tab of [page, other]) {
      for (let place = 1; place <= 15; place += 1)
        await tab.getByRole('button', { name: place < 15 ? '下一题' : '答完了' }).click()
      await tab.getByRole('heading', { name: '还有 15 题没有答' }).waitFor()
    }
    await page.getByRole('button', { name: '交卷' }).click()
    await page.getByRole('heading', { name: /分/ }).first().waitFor()
    await other.getByRole('button', { name: '交卷' }).click()
    await other.getByRole('heading', { name: /分/ }).first().waitFor()
    const attempts = await app.services.pool.db
      .selectFrom('participation')
      .where('record_id', '=', page.url().split('/').at(-1)!)
      .select('id')
      .execute()
    expect(attempts).toHaveLength(1)
  })

  test('practises without leaving a trace', async () => {
    const { page, complaints } = await openPhonePage()
    await page.goto(`${app.url}/p/jincheng-2022/contests/quiz-law/practice`)
    await answerFirst(page)
    await page.getByRole('button', { name: '看解析' }).click()
    await page.getByText('正确答案').or(page.getByText('答对了')).first().waitFor()
    expect(await page.context().cookies()).toEqual([])
    expect(complaints).toEqual([])
  })

  test('reads the pages without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${app.url}/p`)
    await page.getByRole('heading', { name: '遵守安全生产法 当好第一责任人' }).waitFor()
    await page
      .getByRole('link', { name: /新安法知多少/ })
      .first()
      .click()
    await page.getByText('15 道题，满分 100 分').waitFor()
  })
})
