import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { inventedBank, inventedLaw, writeInvented } from '../../../tests/support/invented-law.ts'
import { type LedgerCity, buildLedgerCity } from '../../../tests/support/ledger-city.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { readLawText } from '../laws/law-text.ts'
import { importLaws } from '../laws/server/import-laws.ts'
import { adoptBanks } from './server/adopt-banks.ts'
import { readBankVersion, readLiveQuestions } from './server/read-live-questions.ts'

const base = '/api/campaigns/ledger/questions'
const start = { address: 'test', requestId: 'test', caller: null }
let app: TestApp
let city: LedgerCity
let folder: string
let campaignId: string
let writer: Client
let reviewer: Client

beforeAll(async () => {
  app = await startTestApp()
  city = await buildLedgerCity(app.services)
  await app.addUser('writer', 'reviewer', city.units.city!.id)
  await app.addUser('reviewer', 'reviewer', city.units.city!.id)
  await app.addUser('county', 'reviewer', city.units.east!.id)
  await app.addUser('liaison', 'liaison', city.units.city!.id)
  ;[writer, reviewer] = await Promise.all([app.signIn('writer'), app.signIn('reviewer')])
  folder = (await writeInvented()).campaign
  await adopt(inventedBank)
  const row = await app.services.pool.db.selectFrom('campaign').select('id').executeTakeFirstOrThrow()
  campaignId = row.id
})
afterAll(async () => {
  await app.close()
  await rm(path.dirname(folder), { recursive: true })
})

async function adopt(bank: string) {
  await writeFile(path.join(folder, 'questions/lantern.yaml'), bank)
  await inTransaction(app.services.pool, (db) =>
    adoptBanks(db, { ...start, now: app.clock.now() }, 'ledger', folder),
  )
}
const live = () => readLiveQuestions(app.services.pool.db, campaignId)
const bankVersion = () => readBankVersion(app.services.pool.db, campaignId)
const list = async (query = '') => (await writer.call('GET', `${base}?${query}`)).body
const read = async (key: string, client = writer) => (await client.call('GET', `${base}/${key}`)).body
const shipped = parse(inventedBank).questions as { key: string; stem: string }[]
const find = (key: string) => shipped.find((one) => one.key === key)!
const save = (
  client: Client,
  question: { key: string; [field: string]: unknown },
  baseVersion: number,
  submit = true,
) => client.call('PUT', `${base}/${question.key}`, { baseVersion, bank: 'lantern', question, submit })
const decide = (
  client: Client,
  key: string,
  version: number,
  what: 'approve' | 'return',
  body: object = {},
) => client.call('POST', `${base}/${key}/versions/${version}/${what}`, body)
const stateOf = async (key: string) =>
  (await read(key)).versions.map((one: { version: number; state: string }) => `${one.version} ${one.state}`)

describe('questions of the campaign folder', () => {
  it('are live at once, and loading them again changes nothing', async () => {
    expect(await live()).toHaveLength(9)
    const version = await bankVersion()
    expect(version).toMatch(/^[0-9a-f]{64}$/)
    await adopt(inventedBank)
    expect([await bankVersion(), (await live()).length]).toEqual([version, 9])
    const lines = await app.services.pool.db
      .selectFrom('audit_record')
      .where('kind', '=', 'questions-adopted')
      .select('after')
      .execute()
    expect(lines).toEqual([{ after: { added: 9, retired: 0 } }])
  })

  it('are drawn by tag, kind and bank', async () => {
    const { db } = app.services.pool
    const count = async (filter: object) => (await readLiveQuestions(db, campaignId, filter)).length
    expect(await count({ kinds: ['judge'] })).toBe(3)
    expect(await count({ tags: ['fire', 'water'] })).toBe(9)
    expect(await count({ tags: ['water'] })).toBe(0)
    expect(await count({ banks: ['lantern'], kinds: ['order', 'blank'] })).toBe(2)
    const [first] = await live()
    expect(first).toMatchObject({ version: 1, bank: 'lantern', question: { key: 'lantern-002-first' } })
  })

  it('follow the folder, and one that it drops is retired', async () => {
    const before = await bankVersion()
    const changed = inventedBank.replace('灯笼里不能放两支', '灯笼里不可以放两支')
    await adopt(changed.replace(/ {2}- key: lantern-004-order[\s\S]*?(?= {2}- key: lantern-light)/, ''))
    expect(await stateOf('lantern-light')).toEqual(['2 live', '1 retired'])
    expect(await stateOf('lantern-004-order')).toEqual(['1 retired'])
    expect(await live()).toHaveLength(8)
    expect(await bankVersion()).not.toBe(before)
  })
})

describe('the desk', () => {
  it('finds questions by word, kind, tag, difficulty and state, page by page', async () => {
    const first = await list('limit=5')
    expect([first.items.length, first.total]).toEqual([5, 9])
    const second = await list(`limit=5&cursor=${first.next}`)
    expect([second.items.length, second.next]).toEqual([4, null])
    const total = async (query: string) => (await list(query)).total
    expect(await total(`q=${encodeURIComponent('第一责任人')}`)).toBe(1)
    expect(await total('q=LANTERN-005')).toBe(2)
    expect(await total('kind=judge&difficulty=1')).toBe(3)
    expect(await total('state=retired')).toBe(1)
    expect(await total('tag=water')).toBe(0)
    const banks = await writer.call('GET', '/api/campaigns/ledger/question-banks')
    expect(banks.body.items).toMatchObject([{ key: 'lantern', title: '灯会安全', live: 8, review: 0 }])
  })

  it('is the office’s own', async () => {
    for (const name of ['county', 'liaison']) {
      const client = await app.signIn(name)
      expect((await client.call('GET', base)).status).toBe(403)
      expect((await save(client, find('lantern-002-first'), 1)).status).toBe(403)
    }
  })
})

describe('a change', () => {
  const edited = { ...find('lantern-002-first'), stem: '一场灯会，安全上的第一责任人是谁？' }
  const key = edited.key

  it('is written as a draft and handed in, while the old version stays in use', async () => {
    expect((await save(writer, edited, 1, false)).status).toBe(200)
    expect(await stateOf(key)).toEqual(['2 draft', '1 live'])
    expect((await decide(reviewer, key, 2, 'approve')).body.title).toBe('not-in-review')
    await save(writer, edited, 2)
    await save(writer, edited, 2)
    expect(await stateOf(key)).toEqual(['2 review', '1 live'])
    expect((await live())[0]!.question.stem).toBe('灯会安全的第一责任人是谁？')
    expect((await list('state=review')).items).toMatchObject([{ key, own: true }])
  })

  it('is not overwritten by another, nor from an old page', async () => {
    expect((await save(reviewer, { ...edited, difficulty: 2 } as never, 2)).body.title).toBe(
      'question-conflict',
    )
    expect((await save(writer, { ...edited, difficulty: 2 } as never, 1)).body.title).toBe(
      'question-conflict',
    )
  })

  it('is reviewed by a second person', async () => {
    expect((await decide(writer, key, 2, 'approve')).body.title).toBe('own-change')
    expect((await read(key)).versions[0].may).toEqual({ submit: false, review: false, retire: false })
    expect((await read(key, reviewer)).versions[0].may.review).toBe(true)
    // The database says no as well.
    const { db } = app.services.pool
    const row = await db
      .selectFrom('question_version')
      .where('state', '=', 'review')
      .selectAll()
      .executeTakeFirstOrThrow()
    const update = db.updateTable('question_version').where('id', '=', row.id)
    await expect(update.set({ reviewer_id: row.author_id }).execute()).rejects.toThrow('second_person')
    await expect(update.set({ content: '{}', digest: 'x' }).execute()).rejects.toThrow('does not change')
  })

  it('is returned with a reason and handed in again', async () => {
    expect((await decide(reviewer, key, 2, 'return', { reason: ' ' })).status).toBe(400)
    const returned = await decide(reviewer, key, 2, 'return', { reason: '题干太长' })
    expect(returned.body.versions[0]).toMatchObject({
      state: 'draft',
      reason: '题干太长',
      reviewer: 'reviewer',
    })
    await save(writer, { ...edited, stem: '灯会的第一责任人是谁？' }, 2)
    expect(await stateOf(key)).toEqual(['3 review', '2 retired', '1 live'])
  })

  it('is in use after approval, and the bank has another version', async () => {
    const before = await bankVersion()
    expect((await decide(reviewer, key, 3, 'approve')).status).toBe(200)
    expect(await stateOf(key)).toEqual(['3 live', '2 retired', '1 retired'])
    expect((await live())[0]).toMatchObject({ version: 3, question: { stem: '灯会的第一责任人是谁？' } })
    expect(await bankVersion()).not.toBe(before)
    const kinds = await app.services.pool.db
      .selectFrom('audit_record')
      .where('kind', 'like', 'question-%')
      .select('kind')
      .orderBy('number')
      .execute()
    expect(kinds.map((one) => one.kind)).toEqual([
      'question-saved',
      'question-submitted',
      'question-returned',
      'question-submitted',
      'question-approved',
    ])
  })

  it('of the folder waits where the office has its own version', async () => {
    await adopt(inventedBank.replace('灯会安全的第一责任人是谁', '谁是灯会安全的第一责任人'))
    expect((await stateOf(key)).slice(0, 2)).toEqual(['4 review', '3 live'])
    await decide(writer, key, 4, 'return', { reason: '用自己的' })
    expect((await stateOf(key)).slice(0, 2)).toEqual(['4 retired', '3 live'])
  })

  it('says at the field what is wrong', async () => {
    const paths = async (question: object) =>
      (await save(writer, { ...edited, ...question }, 4)).body.errors.map((one: { path: string }) => one.path)
    expect(await paths({ answer: 9 })).toEqual(['question.answer'])
    expect(await paths({ tags: ['water'] })).toEqual(['question.tags'])
    expect(await paths({ stem: '' })).toEqual(['question.stem'])
  })
})

describe('a new question', () => {
  it('is compared with the texts where they are loaded', async () => {
    const question = {
      ...find('lantern-004-written'),
      key: 'lantern-004-new',
      stem: '书面材料要在36小时内提交。',
    }
    expect((await save(writer, question, 0)).body).toMatchObject({ comparedWithTexts: false, findings: [] })
    const law = readLawText('灯会安全条例(2030-01-01).md', inventedLaw)!
    await inTransaction(app.services.pool, (db) => importLaws(db, { ...start, now: app.clock.now() }, [law]))
    expect((await read('lantern-004-new')).findings).toEqual(['题干：引用的条文里没有“36小时”'])
    expect((await read('lantern-light')).comparedWithTexts).toBe(false)
  })

  it('is retired with whatever waits', async () => {
    const retired = await reviewer.call('POST', `${base}/lantern-004-new/retire`)
    expect(retired.body.versions[0].state).toBe('retired')
    expect((await list('state=review')).total).toBe(0)
  })
})

describe('pictures', () => {
  const pictures = '/api/public/ledger/questions/pictures'
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"/></svg>'
  const withPicture = (stem: string) =>
    inventedBank.replace(
      /( {2}- key: lantern-light\n {4}kind: judge\n {4}stem: )(.*)/,
      `$1${stem}\n    picture: { file: lamp.svg, alt: 一盏灯笼 }`,
    )
  const draw = (file: string, content: string) =>
    writeFile(path.join(folder, 'questions/pictures', file), content)

  it('are refused with the whole bank when they are missing or do harm', async () => {
    await expect(adopt(withPicture('这是什么灯笼？'))).rejects.toThrow('找不到图片')
    await draw('lamp.svg', drawing.replace('<circle', '<script/><circle'))
    await expect(adopt(withPicture('这是什么灯笼？'))).rejects.toThrow('含有脚本')
    expect((await app.anonymous.call('GET', `${pictures}/lamp.svg`)).status).toBe(404)
  })

  it('are shown to everybody without the folder, and can do nothing', async () => {
    await draw('lamp.svg', drawing)
    await draw('unnamed.svg', drawing)
    await adopt(withPicture('这是什么灯笼？'))
    await rm(path.join(folder, 'questions/pictures/lamp.svg'))
    const reply = await fetch(`${app.url}${pictures}/lamp.svg`)
    expect([reply.status, await reply.text()]).toEqual([200, drawing])
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=604800',
    })
    for (const [file, status] of Object.entries({
      'unnamed.svg': 404,
      'other.png': 404,
      'lamp.html': 400,
      '..%2Flantern.yaml': 400,
    }))
      expect((await app.anonymous.call('GET', `${pictures}/${file}`)).status, file).toBe(status)
    expect((await app.anonymous.call('GET', '/api/public/none/questions/pictures/lamp.svg')).status).toBe(404)
  })

  it('stay for papers of an earlier bank, and a redrawn one takes the place of the old', async () => {
    await draw('lamp.svg', drawing.replace('5', '6'))
    await adopt(withPicture('这是哪一种灯笼？'))
    expect(await (await fetch(`${app.url}${pictures}/lamp.svg`)).text()).toContain('r="6"')
    await adopt(inventedBank)
    expect((await fetch(`${app.url}${pictures}/lamp.svg`)).status).toBe(200)
    const lines = await app.services.pool.db
      .selectFrom('audit_record')
      .where('kind', '=', 'question-pictures-adopted')
      .select('after')
      .execute()
    expect(lines.map((one) => one.after)).toEqual([{ files: ['lamp.svg'] }, { files: ['lamp.svg'] }])
  })
})
