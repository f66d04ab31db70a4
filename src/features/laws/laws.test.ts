import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { inventedLaw } from '../../../tests/support/invented-law.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { readLawText } from './law-text.ts'
import { readBasis } from './read-basis.ts'
import { importLaws } from './server/import-laws.ts'

const law = readLawText('灯会安全条例(2030-01-01).md', inventedLaw)!
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const load = (...texts: (typeof law)[]) =>
  inTransaction(app.services.pool, (db) =>
    importLaws(db, { now: app.clock.now(), caller: null, address: 'test', requestId: 'test' }, texts),
  )
const open = (name: string, article: string, query = '') =>
  app.anonymous.call('GET', `/api/laws/${encodeURIComponent(name)}/articles/${article}${query}`)
const countAudit = async () =>
  (
    await app.services.pool.db
      .selectFrom('audit_record')
      .where('kind', '=', 'laws-imported')
      .select('number')
      .execute()
  ).length

test('a citation is read into law and article', () => {
  expect(readBasis('安全生产法 第二十一条')).toEqual({
    law: '安全生产法',
    article: 21,
    inserted: null,
    path: '21',
  })
  expect(readBasis('刑法 第一百三十四条之一')).toMatchObject({ article: 134, inserted: 1, path: '134-1' })
  for (const text of ['安全生产法第二十一条', '安全生产法 第二十一条第一款', '安全生产法', '第二十一条'])
    expect(readBasis(text), text).toBe(null)
})

test('without texts an article still has its number, and the reader is told that there is none', async () => {
  const { status, body } = await open('安全生产法', '21')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    law: { name: '中华人民共和国安全生产法', shortName: '安全生产法' },
    label: '第二十一条',
    version: '2021-06-10',
    versions: [],
    paragraphs: null,
  })
  expect(body.note).toContain('没有载入')
  expect((await open('安全生产法', '120')).body.title).toBe('no-such-article')
  expect((await open('某市条例', '1')).status).toBe(404)
  expect((await open('安全生产法', '二十一')).status).toBe(400)
})

test('an article is opened by everybody, with its version and where it comes from', async () => {
  expect(await load(law)).toMatchObject([{ state: 'added', articles: 7 }])
  const { body } = await open('灯会安全条例', '5-1')
  expect(body).toEqual({
    law: { name: '灯会安全条例', shortName: '灯会安全条例' },
    label: '第五条之一',
    version: '2030-01-01',
    versions: ['2030-01-01'],
    chapter: '第二章 安全要求',
    paragraphs: ['预计参加人数超过五千人的，由省、自治区、直辖市人民政府公安机关许可。'],
    note: '文本来自公开法规库，以公报为准。',
  })
  expect((await open('灯会安全条例', '8')).body.title).toBe('no-such-article')
})

test('loading again changes nothing; a newer version stands beside the older', async () => {
  const lines = await countAudit()
  expect(await load(law)).toMatchObject([{ state: 'same' }])
  expect(await countAudit()).toBe(lines)
  const newer = readLawText('灯会安全条例(2031-05-01).md', inventedLaw.replace('三名', '五名'))!
  expect(await load(newer)).toMatchObject([{ state: 'added' }])
  const now = await open('灯会安全条例', '3')
  expect([now.body.version, now.body.versions]).toEqual(['2031-05-01', ['2031-05-01', '2030-01-01']])
  expect(now.body.paragraphs.join()).toContain('五名')
  const then = await open('灯会安全条例', '3', '?version=2030-01-01')
  expect(then.body.paragraphs.join()).toContain('三名')
  expect((await open('灯会安全条例', '3', '?version=2029-01-01')).status).toBe(404)
  expect(await load({ ...newer, articles: newer.articles.slice(0, 6) })).toMatchObject([
    { state: 'replaced' },
  ])
  expect((await open('灯会安全条例', '6')).body.title).toBe('no-such-article')
})
