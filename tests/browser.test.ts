import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser } from './support/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 60_000)
afterAll(() => browser?.close())

test('the test browser has a Chinese system font: characters are as wide as they are high, in controls too', async () => {
  const page = await browser.newPage()
  await page.setContent(
    `<style>* { font: 20px sans-serif; border: 0; padding: 0 } button { font: 20px system-ui }</style>
     <span>安全生产</span><br><button>安全生产</button>`,
  )
  for (const name of ['span', 'button']) {
    const width = await page.locator(name).evaluate((one) => one.getBoundingClientRect().width)
    expect([name, Math.round(width)]).toEqual([name, 80])
  }
  const drawn = await page.evaluate(() => {
    const ink = (text: string) => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')!
      context.font = '20px sans-serif'
      context.fillText(text, 0, 25)
      return context.getImageData(0, 0, 20, 30).data.join()
    }
    // Without a font every character is the same empty box.
    return ink('安') !== ink('晋')
  })
  expect(drawn).toBe(true)
})
