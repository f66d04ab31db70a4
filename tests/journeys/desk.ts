import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPassword } from '../../src/features/demo/server/demo-accounts.ts'

/** Pages of one browser on one address; whatever a page complains about is kept. */
export function createDesk(browser: Browser, url: string) {
  const complaints: string[] = []

  async function openPage(width: number): Promise<Page> {
    // The pages themselves are looked at here; what the service worker adds has a journey of its own.
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      locale: 'zh-CN',
      serviceWorkers: 'block',
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(`${page.url()} ${String(error)}`))
    page.on('console', (message) => {
      if (message.type() === 'error')
        complaints.push(`${page.url()} ${message.text()} ${message.location().url}`)
    })
    return page
  }

  /** Signed in by the form, at the first page of the role. */
  async function signIn(username: string, width = 1280, password = demoPassword): Promise<Page> {
    const page = await openPage(width)
    await page.goto(`${url}/sign-in`)
    await page.getByLabel('用户名', { exact: true }).fill(username)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL((at) => at.pathname !== '/sign-in')
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }

  async function readJson(page: Page, path: string) {
    const reply = await page.request.get(`${url}${path}`)
    expect(reply.status(), path).toBe(200)
    return reply.json()
  }

  return { complaints, openPage, signIn, readJson }
}
