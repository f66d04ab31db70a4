import { rm } from 'node:fs/promises'
import path from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { writeInvented } from '../../../tests/support/invented-law.ts'
import { type LedgerCity, buildLedgerCity } from '../../../tests/support/ledger-city.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { readSpreadsheet } from '../../platform/server/documents/read-spreadsheet.ts'
import { columnName, writeSpreadsheet } from '../../platform/server/documents/spreadsheet.ts'
import { adoptBanks } from './server/adopt-banks.ts'

const base = '/api/campaigns/ledger'
let app: TestApp
let city: LedgerCity
let folder: string
let writer: Client
let colleague: Client
type Row = (string | number | null)[]

beforeAll(async () => {
  app = await startTestApp()
  city = await buildLedgerCity(app.services)
  await app.addUser('writer', 'reviewer', city.units.city!.id)
  await app.addUser('colleague', 'reviewer', city.units.city!.id)
  await app.addUser('county', 'reviewer', city.units.east!.id)
  ;[writer, colleague] = await Promise.all([app.signIn('writer'), app.signIn('colleague')])
  folder = (await writeInvented()).campaign
  const context = { address: 'test', requestId: 'test', caller: null, now: app.clock.now() }
  await inTransaction(app.services.pool, (db) => adoptBanks(db, context, 'ledger', folder))
})
afterAll(async () => {
  await app.close()
  await rm(path.dirname(folder), { recursive: true })
})

async function download(name: string): Promise<Uint8Array> {
  const reply = await fetch(`${app.url}${base}/question-sheets/${name}`, {
    headers: { cookie: writer.cookie },
  })
  expect(reply.status).toBe(200)
  return new Uint8Array(await reply.arrayBuffer())
}
/** The rows of the exported bank as somebody edits them. */
async function readBank(): Promise<Row[]> {
  const sheets = await readSpreadsheet(await download('bank.xlsx?bank=lantern'), 100)
  return sheets![0]!.rows as Row[]
}
const columnOf = (rows: Row[], heading: string) => rows[0]!.indexOf(heading)
const rowOf = (rows: Row[], key: string) => rows.find((row) => row[0] === key)!
async function encode(rows: Row[]): Promise<string> {
  const bytes = await writeSpreadsheet([{ name: '题目', widths: rows[0]!.map(() => 12), rows }])
  return Buffer.from(bytes).toString('base64')
}
const check = async (rows: Row[], client = writer) =>
  (await client.call('POST', `${base}/question-sheets/check`, { content: await encode(rows) })).body
async function bringIn(rows: Row[], client = writer) {
  const content = await encode(rows)
  const checked = (await client.call('POST', `${base}/question-sheets/check`, { content })).body
  expect(checked.errors).toEqual([])
  return client.call('POST', `${base}/question-sheets/import`, { content, digest: checked.digest })
}
const statesOf = async (key: string) =>
  (await writer.call('GET', `${base}/questions/${key}`)).body.versions.map(
    (one: { version: number; state: string; author: string | null }) =>
      `${one.version} ${one.state} ${one.author ?? 'folder'}`,
  )

it('a template offers kinds, difficulties and banks, and its example is not imported', async () => {
  const { sheets } = await readXlsx(await download('template.xlsx'))
  expect(sheets.map((one) => one.name)).toEqual(['题目', '填表说明', '选项'])
  expect(sheets[0]!.dataValidations!.map((one) => [one.type, one.formula1])).toEqual([
    ['list', "'选项'!$A$1:$A$1"],
    ['list', "'选项'!$B$1:$B$5"],
    ['list', "'选项'!$C$1:$C$3"],
  ])
  expect(sheets[2]!.rows.map((row) => row.slice(0, 3).map((cell) => cell ?? null))).toEqual([
    ['灯会安全', '单选题', '易'],
    [null, '多选题', '中'],
    [null, '判断题', '难'],
    [null, '填空题', null],
    [null, '排序题', null],
  ])
  expect(await check(sheets[0]!.rows as Row[])).toMatchObject({ rows: 0, errorCount: 0 })
})

it('an exported bank says nothing new when it comes back', async () => {
  const rows = await readBank()
  expect(rowOf(rows, 'lantern-005-days')[columnOf(rows, '答案')]).toBe('二十／20；七／7')
  expect(await check(rows)).toMatchObject({ rows: 9, same: 9, added: 0, changed: 0, errors: [] })
  expect((await bringIn(rows)).body).toEqual({ added: 0, changed: 0, same: 9 })
  expect(await statesOf('lantern-light')).toEqual(['1 live folder'])
})

it('every error is told by its cell, and nothing is imported', async () => {
  const rows = await readBank()
  const [first, second, third] = rows.slice(1)
  const set = (row: Row, heading: string, value: string | null) => (row[columnOf(rows, heading)] = value)
  const all = rows.slice(1)
  set(first!, '题干', '改过的题干是什么？')
  const single = rowOf(rows, 'lantern-005-large')
  set(single, '答案', '甲')
  set(single, '选项B', null)
  set(single, '题库', '水灯')
  set(rowOf(rows, 'lantern-004-report'), '难度', '很难')
  set(rowOf(rows, 'lantern-light'), '标签', '水')
  set(rowOf(rows, 'lantern-light'), '图片', 'none.svg')
  set(rowOf(rows, 'lantern-004-written'), '依据', '灯会安全条例第四条')
  set(rowOf(rows, 'lantern-005-days'), '答案', '二十')
  rows.push([...second!], ['Bad Key', ...third!.slice(1)])
  const place = (key: string) => all.findIndex((row) => row[0] === key) + 2
  const told = Object.fromEntries(
    (await check(rows)).errors.map((one: { heading: string; row: number; message: string }) => [
      `${one.row} ${one.heading}`,
      one.message,
    ]),
  )
  expect(told).toEqual({
    [`${place('lantern-005-large')} 题库`]: '没有“水灯”，请从下拉列表中选择题库。',
    [`${place('lantern-005-large')} 选项B`]: '前面的选项不能空着。',
    [`${place('lantern-005-large')} 答案`]: '单选题填一个字母，如 B。',
    [`${place('lantern-004-report')} 难度`]: '没有“很难”，请从下拉列表中选择难度。',
    [`${place('lantern-light')} 标签`]: '题库“灯会安全”没有标签“水”，可用的见填表说明。',
    [`${place('lantern-light')} 图片`]: '没有这张图片。请先在导入页上传图片，这里填它的文件名。',
    [`${place('lantern-004-written')} 依据`]: '写作“法律名 第几条”',
    [`${place('lantern-005-days')} 答案`]: '空的个数与题干中的“____”不一致',
    '11 代号': '与第 3 行的代号相同，请改代号或删去一行。',
    '12 代号': '代号只用小写字母、数字和连字符',
  })
  const content = await encode(rows)
  const refused = await writer.call('POST', `${base}/question-sheets/import`, {
    content,
    digest: '0'.repeat(64),
  })
  expect([refused.status, refused.body.title]).toEqual([422, 'bank-sheet-has-errors'])
  expect(await statesOf(String(first![0]))).toEqual(['1 live folder'])
})

it('a sheet with errors can be taken away, marked, put right in place and brought back', async () => {
  const rows = await readBank()
  const at = columnOf(rows, '难度')
  const key = String(rows[3]![0])
  rows[3]![at] = '很难'
  rows[3]![columnOf(rows, '标签')] = '水'
  rows.unshift(rows[0]!.map((_, column) => (column === 0 ? '灯会题目，第二稿' : null)))
  const take = async (content: string) => {
    const reply = await fetch(`${app.url}${base}/question-sheets/problems.xlsx`, {
      method: 'POST',
      headers: { cookie: writer.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ content }),
    })
    expect(decodeURIComponent(reply.headers.get('content-disposition')!)).toContain('题目（标出问题）.xlsx')
    return new Uint8Array(await reply.arrayBuffer())
  }
  const taken = await take(await encode(rows))
  const { sheets } = await readXlsx(taken, { readStyles: true })
  const sheet = sheets[0]!
  const marked = sheet.rows as Row[]
  const problemAt = marked[1]!.indexOf('问题')
  expect([marked[0]![0], problemAt, marked.length]).toEqual([
    '灯会题目，第二稿',
    rows[1]!.length,
    rows.length,
  ])
  expect(marked.map((row) => row[problemAt] ?? null).filter(Boolean)).toEqual([
    '问题',
    [
      `${columnName(at)}5（难度）：没有“很难”，请从下拉列表中选择难度。`,
      `${columnName(columnOf(rows.slice(1), '标签'))}5（标签）：题库“灯会安全”没有标签“水”，可用的见填表说明。`,
    ].join('\n'),
  ])
  const fillOf = (row: number, column: number) => sheet.cells?.get(`${row},${column}`)?.style?.fill
  expect(fillOf(4, at)).toMatchObject({ fgColor: { rgb: expect.stringMatching(/FCE4E1$/) } })
  expect(fillOf(5, at)).toBeUndefined()
  expect(sheet.dataValidations!.map((one) => one.range)).toContain(`${columnName(at)}3:${columnName(at)}2002`)
  marked[4]![at] = '难'
  marked[4]![columnOf(marked.slice(1), '标签')] = '火灾'
  expect(await check(marked)).toMatchObject({ errors: [], changed: 1, touched: [{ key, added: false }] })
  expect(await statesOf(key)).toEqual(['1 live folder'])
})

it('new and changed questions wait for a second person, once', async () => {
  const rows = await readBank()
  const light = rowOf(rows, 'lantern-light')
  const added = [...light]
  light[columnOf(rows, '题干')] = '灯笼里不可以放两支以上的蜡烛。'
  added[0] = 'lantern-lamp'
  added[columnOf(rows, '题型')] = '多选'
  added[columnOf(rows, '题干')] = '下列哪些可以挂灯笼？'
  ;['屋檐下', '灯架上', '电线上', '树枝上'].forEach(
    (option, at) => (added[columnOf(rows, '选项A') + at] = option),
  )
  added[columnOf(rows, '答案')] = 'a，b'
  rows.push(added)
  expect((await bringIn(rows)).body).toEqual({ added: 1, changed: 1, same: 8 })
  expect(await statesOf('lantern-light')).toEqual(['2 review writer', '1 live folder'])
  expect(await statesOf('lantern-lamp')).toEqual(['1 review writer'])
  expect((await bringIn(rows)).body).toEqual({ added: 0, changed: 0, same: 10 })
  const own = await writer.call('POST', `${base}/questions/lantern-lamp/versions/1/approve`)
  expect(own.body.title).toBe('own-change')
  const approved = await colleague.call('POST', `${base}/questions/lantern-lamp/versions/1/approve`)
  expect(approved.body.versions[0]).toMatchObject({ state: 'live', question: { answers: [1, 2] } })
  const lines = await app.services.pool.db
    .selectFrom('audit_record')
    .where('kind', '=', 'questions-imported')
    .select('after')
    .execute()
  expect(lines).toEqual([{ after: { added: 1, changed: 1, same: 8 } }])
})

it('a change that a colleague has in review is not overwritten', async () => {
  const rows = await readBank()
  // As it is in use: nothing to do, although the other version waits.
  expect((await check(rows, colleague)).same).toBe(10)
  rowOf(rows, 'lantern-light')[columnOf(rows, '难度')] = '难'
  expect((await check(rows, colleague)).errors).toMatchObject([
    { heading: '代号', message: '这道题有同事的改动还没有审完，请先审完再导入。' },
  ])
})

it('what was agreed to is what is written', async () => {
  const rows = await readBank()
  rowOf(rows, 'lantern-004-report')[columnOf(rows, '难度')] = '难'
  const reply = await writer.call('POST', `${base}/question-sheets/import`, {
    content: await encode(rows),
    digest: '0'.repeat(64),
  })
  expect([reply.status, reply.body.title]).toEqual([409, 'bank-sheet-outdated'])
})

it('other files are refused in words, and other people altogether', async () => {
  const send = async (content: string, client = writer) => {
    const reply = await client.call('POST', `${base}/question-sheets/check`, { content })
    return [reply.status, reply.body.title]
  }
  expect(await send(Buffer.from('no sheet').toString('base64'))).toEqual([422, 'unreadable-bank-sheet'])
  expect(await send(await encode([['活动名称', '日期']]))).toEqual([422, 'no-bank-sheet'])
  const county = await app.signIn('county')
  expect((await send(await encode(await readBank()), county))[0]).toBe(403)
  expect((await county.call('GET', `${base}/question-sheets/bank.xlsx?bank=lantern`)).status).toBe(403)
  expect((await writer.call('GET', `${base}/question-sheets/bank.xlsx?bank=none`)).status).toBe(404)
})
