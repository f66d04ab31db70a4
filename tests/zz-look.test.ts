import { test, expect } from 'vitest'
import { openBrowser } from './support/browser.ts'
import { startDemoApp } from './support/demo-app.ts'
import { writeFileSync } from 'node:fs'
test('look', async () => {
  const app = await startDemoApp()
  const browser = await openBrowser()
  const get = async (p: string, f: string) => { const r = await fetch(app.url + p); console.log(p, r.status, r.headers.get('content-type')); writeFileSync(f, Buffer.from(await r.arrayBuffer())) }
  await get('/p/jincheng-2022/card.png', '/tmp/por-card.png')
  await get('/p/jincheng-2022/poster.png?path=/contests/quiz-law', '/tmp/por-poster.png')
  await get('/p/jincheng-2022/poster.png', '/tmp/por-poster2.png')
  await get('/p/jincheng-2022/programme.ics', '/tmp/por.ics')
  await get('/robots.txt', '/tmp/por-robots.txt')
  const pages: [string, string][] = [['portal', '/p/jincheng-2022'], ['programme', '/p/jincheng-2022/programme'], ['articles', '/p/jincheng-2022/articles'], ['me', '/p/jincheng-2022/me'], ['privacy', '/p/jincheng-2022/privacy']]
  const art = await app.services.pool.db.selectFrom('article').select('id').orderBy('published_at').executeTakeFirstOrThrow()
  pages.push(['article', '/p/jincheng-2022/articles/' + art.id])
  for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [1280, 'light']] as const) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme })
    const page = await context.newPage()
    for (const [name, path] of pages) {
      await page.goto(app.url + path)
      const over = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      console.log(name, width, 'sideways', over)
      if (name === 'portal') await page.click('.share-links summary')
      await page.waitForTimeout(200)
      await page.screenshot({ path: `/tmp/por-${name}-${width}-${scheme}.png`, fullPage: true })
    }
    await context.close()
  }
  // verify
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  await page.goto(app.url + '/p/jincheng-2022/me')
  await page.evaluate(async () => {})
  await page.goto(app.url + '/p/jincheng-2022/contests/quiz-law')
  await page.screenshot({ path: '/tmp/por-contest.png', fullPage: true })
  const { openPhone } = await import('./support/citizen.ts')
  const phone = await openPhone(app)
  const [name, value] = phone.cookie.split('=')
  await context.addCookies([{ name: name!, value: value!, url: app.url }])
  await page.goto(app.url + '/p/jincheng-2022/me')
  await page.screenshot({ path: '/tmp/por-me-known.png', fullPage: true })
  await page.fill('#verify-number', '13800000001')
  await page.click('text=获取验证码')
  await page.waitForSelector('#verify-code')
  await page.fill('#verify-code', '000000')
  await page.click('text=确认')
  await page.waitForSelector('#verify-error')
  await page.screenshot({ path: '/tmp/por-me-code.png', fullPage: true })
  await page.fill('#verify-code', /(\d{6})/.exec(app.sent.at(-1)!.text)![1]!)
  await page.click('text=确认')
  await page.waitForSelector('text=138****0001')
  await page.screenshot({ path: '/tmp/por-me-verified.png', fullPage: true })
  // desk
  const demo = await (await fetch(app.url + '/api/demo')).json() as any
  const desk = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const d = await desk.newPage()
  await d.goto(app.url + '/sign-in')
  await d.waitForSelector('text=公众参与入口')
  await d.screenshot({ path: '/tmp/por-signin.png' })
  const r = await d.request.post(app.url + '/api/auth/sign-in/username', { data: { username: 'office', password: demo.password } })
  console.log('signin', r.status())
  for (const [n, p] of [['d-articles', '/articles'], ['d-article', '/articles/' + art.id], ['d-part', '/participation']] as const)
    for (const width of [1280, 360]) {
      await d.setViewportSize({ width, height: 900 })
      await d.goto(app.url + p)
      await d.waitForTimeout(1500)
      console.log(n, width, 'sideways', await d.evaluate(() => document.documentElement.scrollWidth > innerWidth))
      await d.screenshot({ path: `/tmp/por-${n}-${width}.png`, fullPage: true })
    }
  // throughput
  const { default: http } = await import('node:http')
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 })
  const one = () => new Promise<void>((ok, no) => http.get(app.url + '/p/jincheng-2022', { agent, headers: { 'accept-encoding': 'gzip' } }, (res) => { res.resume(); res.on('end', ok) }).on('error', no))
  await one()
  const t = performance.now(); let n = 0
  await Promise.all(Array.from({ length: 32 }, async () => { while (performance.now() - t < 5000) { await one(); n++ } }))
  console.log('requests/s', Math.round(n / ((performance.now() - t) / 1000)))
  await browser.close(); await app.close()
  expect(1).toBe(1)
}, 300000)
