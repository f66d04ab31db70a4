import net from 'node:net'
import lighthouse from 'lighthouse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import type { TestApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { startDemoApp } from '../support/demo-app.ts'

let app: TestApp
let browser: Browser
let port: number

beforeAll(async () => {
  port = await findFreePort()
  app = await startDemoApp()
  browser = await openBrowser([`--remote-debugging-port=${port}`])
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/**
 * The test's server speaks plain HTTP, as behind a reverse proxy; HTTPS is the proxy's matter (docs). Everything else
 * counts.
 */
const skipAudits = ['is-on-https', 'redirects-http']
const kilobyte = 1024

/** A slow phone on a slow line, as Lighthouse means it by default. A busy machine makes figures wobble: the best of three. */
async function measure(path: string) {
  let best: Awaited<ReturnType<typeof runOnce>> | null = null
  for (let run = 0; run < 3; run += 1) {
    const result = await runOnce(path)
    if (!best || result.scores.performance > best.scores.performance) best = result
    if (best.scores.performance >= 95) break
  }
  return best!
}

async function runOnce(path: string) {
  const run = await lighthouse(`${app.url}${path}`, {
    port,
    logLevel: 'silent',
    output: 'json',
    onlyCategories: [...categories],
    skipAudits,
  })
  const report = run!.lhr
  const scores = Object.fromEntries(
    categories.map((name) => [name, Math.round((report.categories[name]!.score ?? 0) * 100)]),
  ) as Record<(typeof categories)[number], number>
  const requests = report.audits['network-requests']!.details as unknown as {
    items: { url: string; resourceType: string; transferSize: number }[]
  }
  const weigh = (wanted: (type: string) => boolean) =>
    requests.items.filter((one) => wanted(one.resourceType)).reduce((sum, one) => sum + one.transferSize, 0) /
    kilobyte
  const failed = Object.values(report.audits)
    .filter((one) => one.score !== null && one.score < 0.9 && one.scoreDisplayMode === 'binary')
    .map((one) => one.id)
  return { scores, failed, script: weigh((type) => type === 'Script'), all: weigh(() => true) }
}

test.each([
  ['the portal', '/p/jincheng-2022'],
  ['a contest', '/p/jincheng-2022/contests/quiz-law'],
])(
  '%s is fast, accessible, well made and found, and light enough for an old phone',
  async (_, path) => {
    const { scores, failed, script, all } = await measure(path)
    for (const name of categories)
      expect([name, scores[name] >= 95, scores, failed]).toEqual([name, true, scores, failed])
    expect([Math.round(script), script <= 60]).toEqual([Math.round(script), true])
    expect([Math.round(all), all <= 250]).toEqual([Math.round(all), true])
  },
  240_000,
)

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as net.AddressInfo
      server.close(() => resolve(free))
    })
  })
}
