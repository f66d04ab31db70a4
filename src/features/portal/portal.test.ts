import sharp from 'sharp'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import { makePhoneMovie } from '../../../tests/support/movie.ts'
import { uploadFile } from '../../../tests/support/upload.ts'
import { countParticipation } from '../participation/server/count-participation.ts'

const portal = '/p/jincheng-2022'
const api = '/api/campaigns/jincheng-2022/articles'
let app: TestApp
let office: Client
let liaison: Client
let at = Date.parse('2022-06-15T01:00:00Z')

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T01:00:00Z'))
  const { db } = app.services.pool
  const unit = (code: string) =>
    db.selectFrom('org_unit').where('code', '=', code).select('id').executeTakeFirstOrThrow()
  await app.addUser('office', 'reviewer', (await unit('jincheng')).id)
  await app.addUser('county', 'reviewer', (await unit('zezhou')).id)
  await app.addUser('liaison', 'liaison', (await unit('zezhou')).id)
  office = await app.signIn('office')
  liaison = await app.signIn('liaison')
})
afterAll(() => app.close())
// Pages are remembered for some seconds.
beforeEach(() => app.clock.moveTo(new Date((at += 60_000))))

async function read(path: string): Promise<string> {
  app.clock.moveTo(new Date((at += 6_000)))
  const { status, body } = await app.anonymous.call('GET', path)
  return `${status} ${body}`
}

function save(id: string, change: object = {}, baseVersion = 0, client = office, unit = 'jincheng') {
  const content = {
    kind: 'news',
    title: '演练走进校园',
    body: '第一段。\n\n# 小标题\n\n第二段。',
    files: [],
    ...change,
  }
  return client.call('PUT', `${api}/${id}?unit=${unit}`, { baseVersion, content })
}

test('the portal says theme and day, opens doors only to pages that exist, and needs no script', async () => {
  const page = await read(portal)
  for (const words of ['遵守安全生产法 当好第一责任人', '活动第 15 天', '晋城安全行', '新安法知多少'])
    expect(page).toContain(words)
  expect(page).not.toContain('<script')
  const doors = [
    ...page.matchAll(/href="(\/p\/jincheng-2022\/(?:contests|pledges|topics|consultations)\/[^"]+)"/g),
  ]
  expect(doors.length).toBeGreaterThan(0)
  for (const [, href] of doors)
    expect([href, (await app.anonymous.call('GET', href!)).status]).toEqual([href, 200])
  expect(page).toContain(`<meta property="og:image" content="${app.url}${portal}/card.png"/>`)
})

test('before the campaign it says when it begins, after it that it is over; both are readable', async () => {
  const now = at
  at = Date.parse('2022-05-20T01:00:00Z')
  expect(await read(portal)).toContain('6月1日开始，还有 12 天')
  expect(await read(portal)).toContain('活动还没有开始')
  at = Date.parse('2023-01-05T01:00:00Z')
  const over = await read(portal)
  expect(over).toContain('活动已于12月31日结束')
  expect(over).not.toContain('class="portal-doors')
  at = now
})

test('totals tell what the public did so far, and nothing of what nobody did', async () => {
  expect(await read(portal)).not.toContain('到现在为止')
  const phone = await openPhone(app)
  const quiz = '/api/public/jincheng-2022/contests/quiz-law/attempts'
  const { body } = await phone.call('POST', quiz, { unit: 'zezhou' })
  await phone.call('POST', `${quiz}/${body.id}/finish`, { answers: {} })
  await countParticipation(app.services)
  const page = await read(portal)
  expect(page).toContain('到现在为止')
  expect(page).toContain('<dt>新安法知多少</dt><dd><strong class="digits">1</strong> 人次</dd>')
  expect(page).not.toContain('<dt>第一责任人安全倡议书</dt>')
})

test('a page is drawn once in five seconds, however many ask', async () => {
  await read(portal)
  const { pg } = app.services.pool
  let queries = 0
  const query = pg.query
  const connect = pg.connect
  pg.connect = ((...args: unknown[]) => {
    queries += 1
    return (connect as (...all: unknown[]) => unknown).apply(pg, args)
  }) as never
  const replies = await Promise.all(Array.from({ length: 50 }, () => app.anonymous.call('GET', portal)))
  pg.connect = connect
  pg.query = query
  expect(replies.every((one) => one.status === 200)).toBe(true)
  expect(replies[0]!.headers.get('cache-control')).toBe('public, max-age=5')
  expect(queries).toBe(0)
})

test('an article is a draft, is published, corrected, and taken down; citizens see it only while it is published', async () => {
  const id = v7()
  expect((await save(id)).body.state).toBe('draft')
  expect((await save(id)).status).toBe(200)
  expect(await read(`${portal}/articles/${id}`)).toMatch(/^404/)
  const poster = `${portal}/poster.png?path=/articles/${id}`
  expect(await read(poster)).toMatch(/^404/)
  expect((await office.call('POST', `${api}/${id}/publication`)).body.state).toBe('published')
  const shown = await read(`${portal}/articles/${id}`)
  expect(shown).toContain(`poster.png?path=${encodeURIComponent(`/articles/${id}`)}`)
  expect((await fetch(`${app.url}${poster}`)).headers.get('content-type')).toBe('image/png')
  expect(shown).toMatch(/^200/)
  expect(shown).toContain('<p>第一段。</p><h2>小标题</h2><p>第二段。</p>')
  expect(await read(portal)).toContain('演练走进校园')
  expect(await read(`${portal}/articles?kind=news`)).toContain('演练走进校园')
  expect(await read(`${portal}/articles?kind=letter`)).toContain('这里还没有发布内容')

  expect((await save(id, { body: '<script>alert(1)</script>' }, 1)).status).toBe(200)
  expect(await read(`${portal}/articles/${id}`)).toContain('&lt;script>alert(1)')
  expect((await save(id, { title: '两处同时改' }, 1)).body.title).toBe('article-conflict')
  expect((await office.call('POST', `${api}/${id}/withdrawal`)).body.state).toBe('withdrawn')
  expect(await read(`${portal}/articles/${id}`)).toMatch(/^404/)
  const { db } = app.services.pool
  const kinds = await db.selectFrom('audit_record').where('subject_id', '=', id).select('kind').execute()
  expect(kinds.map((one) => one.kind)).toEqual([
    'article-saved',
    'article-published',
    'article-saved',
    'article-withdrawn',
  ])
})

test('files of an article are open while it is published, without place and time, in a size for phones', async () => {
  const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#c83' } })
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 29/1 0/1' } })
    .jpeg()
    .toBuffer()
  const film = makePhoneMovie()
  const [picture, video, paper] = await Promise.all([
    uploadFile(app, office, 'jincheng', photo),
    uploadFile(app, office, 'jincheng', film, '演练.mov'),
    uploadFile(app, office, 'jincheng', Buffer.from('%PDF-1.4\n%%EOF\n'), '方案.pdf'),
  ])
  const id = v7()
  const files = [
    { id: picture, caption: '疏散演练' },
    { id: video, caption: null },
    { id: paper, caption: null },
  ]
  expect((await save(id, { body: '开头。\n[视频]\n中间。\n[图1]\n结尾。', files })).status).toBe(200)
  const address = (file: string) => `${portal}/articles/${id}/files/${file}`
  const get = (file: string, headers = {}) => fetch(`${app.url}${address(file)}`, { headers })
  for (const file of [picture, video, paper]) expect((await get(file)).status).toBe(404)
  await office.call('POST', `${api}/${id}/publication`)

  const page = await read(`${portal}/articles/${id}`)
  const order = [
    '<p>开头。</p>',
    `<video src="${address(video)}"`,
    '<p>中间。</p>',
    `<img src="${address(picture)}"`,
    '<p>结尾。</p>',
  ]
  const places = [...order, `<a href="${address(paper)}">附件：方案.pdf</a>`].map((one) => page.indexOf(one))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
  expect(page).toContain('alt="疏散演练"')

  const shown = await get(picture)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  const kept = await sharp(Buffer.from(await shown.arrayBuffer())).metadata()
  expect([kept.width, kept.height, kept.exif]).toEqual([1080, 720, undefined])
  const whole = await (await get(video)).text()
  expect([whole.length, whole.includes('35.4907')]).toEqual([film.toString('utf8').length, false])
  const part = await get(video, { range: 'bytes=0-99' })
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100])
  const attached = await get(paper)
  expect(decodeURIComponent(attached.headers.get('content-disposition')!)).toBe(
    "attachment; filename*=UTF-8''方案.pdf",
  )

  // Neither another article's address nor the file's own lets anybody in.
  const other = v7()
  await save(other)
  await office.call('POST', `${api}/${other}/publication`)
  expect((await fetch(`${app.url}${portal}/articles/${other}/files/${paper}`)).status).toBe(404)
  expect((await get('none')).status).toBe(404)
  expect((await app.anonymous.call('GET', `/api/files/${paper}`)).status).toBe(401)
  await office.call('POST', `${api}/${id}/withdrawal`)
  for (const file of [picture, video, paper]) expect((await get(file)).status).toBe(404)
})

test('an article takes files of its own unit only', async () => {
  const foreign = await uploadFile(app, liaison, 'zezhou', Buffer.from('%PDF-1.4\n%%EOF\n'), '别家的.pdf')
  const { status, body } = await save(v7(), { files: [{ id: foreign }] })
  expect([status, body.errors]).toEqual([
    400,
    [{ path: 'content.files.0', message: '找不到这个文件，请重新上传。' }],
  ])
})

test('only reviewers write, and only for their units; an empty article is not published', async () => {
  const id = v7()
  expect((await save(id, {}, 0, liaison, 'zezhou')).status).toBe(403)
  expect((await liaison.call('GET', api)).status).toBe(403)
  const county = await app.signIn('county')
  expect((await save(id, {}, 0, county)).status).toBe(403)
  await save(id, { body: '' })
  expect((await office.call('POST', `${api}/${id}/publication`)).body.title).toBe('article-empty')
  expect((await save(id, { title: '别家的' }, 1, county, 'zezhou')).body.title).toBe('article-conflict')
  expect((await county.call('POST', `${api}/${id}/publication`)).status).toBe(403)
  expect((await county.call('GET', api)).body.items).toEqual([])
})

test('many articles are read page by page, the newest first', async () => {
  for (let count = 1; count <= 23; count += 1) {
    const id = v7()
    await save(id, { kind: 'letter', title: `公开信之${count}` })
    app.clock.moveTo(new Date((at += 1_000)))
    await office.call('POST', `${api}/${id}/publication`)
  }
  const first = await read(`${portal}/articles?kind=letter`)
  expect([first.includes('公开信之23'), first.includes('公开信之3<')]).toEqual([true, false])
  const next = /href="([^"]*cursor=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await read(next)
  expect([second.includes('公开信之3<'), second.includes('公开信之23')]).toEqual([true, false])
})

test('the programme is read by day and goes into a calendar', async () => {
  const page = await read(`${portal}/programme`)
  expect(page.indexOf('6月1日 周三')).toBeLessThan(page.indexOf('6月16日 周四'))
  const calendar = await read(`${portal}/programme.ics`)
  expect(calendar).toContain('BEGIN:VEVENT')
  expect(calendar).toContain('SUMMARY:安全宣传咨询日')
  expect(calendar).toContain('DTSTART:20220616T010000Z')
  // The last day is included: an end without hours is the day after.
  expect(calendar).toMatch(/DTSTART;VALUE=DATE:20220606[\s\S]*?DTEND;VALUE=DATE:20220621/)
})

test('cards, posters and QR codes are drawn for own pages only', async () => {
  const picture = async (path: string) => {
    const reply = await fetch(`${app.url}${portal}${path}`)
    return sharp(Buffer.from(await reply.arrayBuffer())).metadata()
  }
  expect(await picture('/card.png')).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect(await picture('/poster.png?path=/contests/quiz-law')).toMatchObject({ width: 1080, height: 1920 })
  expect(await read(`${portal}/qr.svg?path=/contests/quiz-law`)).toMatch(/^200 <svg/)
  for (const path of ['//evil.example', '/../../x', 'https://evil.example', '/x?y=1'])
    expect(await read(`${portal}/qr.svg?path=${encodeURIComponent(path)}`)).toMatch(/^400/)
  const entry = '/topics/good-life/entries/01890f3e-0000-7000-8000-000000000000'
  expect(await picture(`/poster.png?path=${entry}`)).toMatchObject({ width: 1080, height: 1920 })
  for (const path of ['/contests/none', '/topics/good-life/anything'])
    expect(await read(`${portal}/poster.png?path=${path}`)).toMatch(/^404/)
})

test('the shortest address leads to the campaign that is on; search engines find the public pages only', async () => {
  const reply = await app.anonymous.call('GET', '/p')
  expect([reply.status, reply.headers.get('location')]).toEqual([303, portal])
  expect(await read('/robots.txt')).toContain('Allow: /p')
})
