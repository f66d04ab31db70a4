import { zipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { type LedgerCity, buildLedgerCity } from '../../../tests/support/ledger-city.ts'
import { readSpreadsheet } from '../../platform/server/documents/read-spreadsheet.ts'
import { type SheetCell, writeSpreadsheet } from '../../platform/server/documents/spreadsheet.ts'

const headings = [
  '活动类型',
  '活动名称',
  '日期',
  '地点',
  '联合单位',
  '进学校',
  '场次',
  '参与人次',
  '活动内容',
]
const base = '/api/campaigns/ledger'
let app: TestApp
let city: LedgerCity
let east: Client
let west: Client
let office: Client

beforeAll(async () => {
  app = await startTestApp({ now: '2030-06-20T01:00:00Z' })
  city = await buildLedgerCity(app.services)
  await app.addUser('east', 'liaison', city.units.east!.id)
  await app.addUser('west', 'liaison', city.units.west!.id)
  await app.addUser('office', 'reviewer', city.units.city!.id)
  east = await app.signIn('east')
  west = await app.signIn('west')
  office = await app.signIn('office')
})
afterAll(() => app.close())

const encode = (text: string) => Buffer.from(text).toString('base64')

async function upload(client: Client, unit: string, bytes: Uint8Array, name = '活动.xlsx'): Promise<string> {
  const created = await client.call('POST', '/api/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': String(bytes.length),
    'upload-metadata': `filename ${encode(name)},unit ${encode(unit)}`,
  })
  expect(created.status).toBe(201)
  const sent = await fetch(`${app.url}${created.headers.get('location')!}`, {
    method: 'PATCH',
    headers: {
      cookie: client.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: Buffer.from(bytes),
  })
  expect(sent.status).toBe(200)
  return ((await sent.json()) as { id: string }).id
}

function makeSheet(rows: SheetCell[][], head = headings): Promise<Uint8Array> {
  return writeSpreadsheet([{ name: '活动记录', widths: head.map(() => 12), rows: [head, ...rows] }])
}

async function check(client: Client, unit: string, bytes: Uint8Array) {
  const file = await upload(client, unit, bytes)
  const reply = await client.call('POST', `${base}/activity-sheets/check?unit=${unit}`, { file })
  return { file, status: reply.status, body: reply.body }
}

async function bringIn(client: Client, unit: string, bytes: Uint8Array) {
  const checked = await check(client, unit, bytes)
  expect(checked.body.errors).toEqual([])
  return client.call('POST', `${base}/activity-sheets/import?unit=${unit}`, {
    file: checked.file,
    digest: checked.body.digest,
  })
}

async function download(client: Client, path: string): Promise<Uint8Array> {
  const response = await fetch(`${app.url}${path}`, { headers: { cookie: client.cookie } })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

async function listTitles(client: Client, unit: string): Promise<string[]> {
  const reply = await client.call('GET', `${base}/activities?unit=${unit}&limit=200`)
  return reply.body.items.map((one: { title: string }) => one.title)
}

test('every error is told by its cell, all at once, and nothing is imported', async () => {
  const bytes = await makeSheet([
    ['集中学习', '对的一行', '2030-06-09', '礼堂', null, '是', 1, 30, null],
    ['集中学', '类型写错', '6月9日', null, null, null, 1, 30, null],
    ['集中学习', '', '2031-01-01', null, null, null, 1.5, '三十', null],
    ['应急演练', '联合单位写错', '2030/6/10', null, '西县、山镇政府', '可能', -1, 20, null],
    ['应急演练', '还没有到', '2030-06-25', null, null, null, 1, null, null],
    ['集中学习', '对的一行', '2030年6月9日', '礼堂', null, null, 2, 40, null],
    ['集中学习', '没有这一天', '6月31日', null, null, null, null, null, null],
  ])
  const { body, file } = await check(east, 'east', bytes)
  const told = Object.fromEntries(
    body.errors.map((one: { cell: string; message: string }) => [one.cell, one.message]),
  )
  expect(told).toEqual({
    A3: '没有“集中学”这一类，是否指“集中学习”？',
    B4: '请写活动名称',
    C4: '日期须在 6月1日至7月31日之间。',
    G4: '请填整数。',
    H4: '“三十”不是数字，请只填阿拉伯数字，不写单位。',
    E5: '没有“山镇政府”，是否指山镇？',
    F5: '请填“是”，不是的留空。',
    G5: '不能小于 0。',
    C6: '这一天还没有到，活动开展后再记。',
    B7: '与第 2 行是同一次活动（类型、日期、名称、地点都相同），请删去一行。',
    C8: '没有“6月31日”这一天，请写成 2030-06-01、2030/6/1 或 6月1日。',
  })
  expect(body).toMatchObject({ rows: 7, added: 1, wrong: 6, digest: null })
  const reply = await east.call('POST', `${base}/activity-sheets/import?unit=east`, {
    file,
    digest: '0'.repeat(64),
  })
  expect(reply.status).toBe(422)
  expect(reply.body.errors).toContainEqual({ path: 'C4', message: '日期须在 6月1日至7月31日之间。' })
  expect(await listTitles(east, 'east')).toEqual([])

  const marked = await download(east, `${base}/activity-sheets/problems.xlsx?unit=east&file=${file}`)
  const sheet = (await readXlsx(marked)).sheets[0]!
  expect(sheet.rows[0]!.at(-1)).toBe('问题')
  expect(sheet.rows[2]!.at(-1)).toContain('A3（活动类型）')
  expect(sheet.rows[1]!.at(-1) ?? '').toBe('')
})

test('dates and numbers are understood as people write them, and nothing is imported twice', async () => {
  const days: SheetCell[] = [
    { value: '2030-06-09', style: 'date' },
    '2030-06-09',
    '2030/6/9',
    '6月9日',
    '2030年6月9日',
    '２０３０．６．９',
    47643,
    '20300609',
  ]
  const bytes = await makeSheet(
    days.map((day, index) => ['集中学习', `写法${index}`, day, null, '山镇', null, ' 1 ', '1，200', null]),
  )
  const first = await bringIn(east, 'east', bytes)
  expect([first.status, first.body]).toEqual([200, { added: 8, changed: 0, same: 0 }])
  const list = await east.call('GET', `${base}/activities?unit=east`)
  for (const one of list.body.items)
    expect(one).toMatchObject({ day: '2030-06-09', participants: 1200, partners: [{ code: 'hill' }] })
  const again = await check(east, 'east', bytes)
  expect(again.body).toMatchObject({ added: 0, changed: 0, same: 8 })
  const reply = await east.call('POST', `${base}/activity-sheets/import?unit=east`, {
    file: again.file,
    digest: again.body.digest,
  })
  expect(reply.body).toEqual({ added: 0, changed: 0, same: 8 })
  const figures = await office.call('GET', `${base}/ledger/figures?unit=city`)
  const people = figures.body.figures.find((one: { code: string }) => one.code === 'study.people')
  expect([people.records, people.derived]).toEqual([8, 9600])
})

test('an event that was recorded by hand is the same event in a sheet', async () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const saved = await east.call('PUT', `${base}/activities/${id}?unit=east`, {
    baseVersion: 0,
    content: { type: 'drill', title: '矿山演练', day: '2030-06-11', place: '矿上', participants: 50 },
  })
  expect(saved.status).toBe(200)
  const row = ['应急演练', '矿山演练', '2030-06-11', '矿上', null, null, 1, 80, null]
  const { body } = await check(east, 'east', await makeSheet([row]))
  expect(body).toMatchObject({ added: 0, changed: 1 })
  expect(body.touched[0].changes).toEqual([
    { heading: '场次', before: '', after: '1' },
    { heading: '参与人次', before: '50', after: '80' },
  ])
})

test('an exported ledger can be changed and brought back; only what differs changes', async () => {
  const exported = await download(east, `${base}/activity-sheets/records.xlsx?unit=east`)
  const same = await check(east, 'east', exported)
  expect(same.body).toMatchObject({ added: 0, changed: 0, wrong: 0 })
  const [sheet] = (await readXlsx(exported)).sheets
  const at = (heading: string) => sheet!.rows[0]!.indexOf(heading)
  const rows = sheet!.rows.map((row) =>
    row.map((cell) =>
      cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell as string | number | null),
    ),
  )
  const changed = rows.find((row) => row[at('活动名称')] === '写法0')!
  changed[at('活动名称')] = '改了名称'
  changed[at('日期')] = '2030-06-10'
  const reply = await bringIn(east, 'east', await makeSheet(rows.slice(1), rows[0] as string[]))
  expect(reply.body).toEqual({ added: 0, changed: 1, same: rows.length - 2 })
  const titles = await listTitles(east, 'east')
  expect(titles).toContain('改了名称')
  expect(titles).not.toContain('写法0')
})

test('a sheet of another unit is refused, a joint event of another unit stands and is left alone', async () => {
  const head = [...headings, '记录单位']
  const row: SheetCell[] = ['集中学习', '别家的', '2030-06-12', null, null, null, 1, 10, null]
  const foreign = await check(west, 'west', await makeSheet([[...row, '东县']], head))
  expect(foreign.body.errors).toMatchObject([{ cell: 'J2', message: '这个单位不在您填报的范围内，请核对。' }])
  const file = await upload(east, 'east', await makeSheet([row]))
  const stolen = await west.call('POST', `${base}/activity-sheets/check?unit=west`, { file })
  expect(stolen.status).toBe(404)
  const beyond = await west.call('POST', `${base}/activity-sheets/check?unit=east`, { file })
  expect(beyond.status).toBe(403)

  await bringIn(
    east,
    'east',
    await makeSheet([['集中学习', '两县联合', '2030-06-13', null, '西县', null, 1, 10, null]]),
  )
  const exported = await download(west, `${base}/activity-sheets/records.xlsx?unit=west`)
  expect((await check(west, 'west', exported)).body).toMatchObject({ same: 1, wrong: 0, added: 0 })
})

test('what looks like a formula stays text, out and in', async () => {
  const risky = ['=HYPERLINK("http://x.invalid","点")', '+1+1', '-2', '@SUM(A1)']
  await bringIn(
    east,
    'east',
    await makeSheet(risky.map((title) => ['集中学习', title, '2030-06-14', null, null, null, 1, 1, title])),
  )
  const exported = await download(
    east,
    `${base}/activity-sheets/records.xlsx?unit=east&from=2030-06-14&to=2030-06-14`,
  )
  const { sheets } = await readXlsx(exported, { readStyles: true })
  const cells = [...(sheets[0]!.cells?.values() ?? [])]
  expect(cells.filter((one) => one.formula !== undefined)).toEqual([])
  expect(sheets[0]!.rows.slice(1).map((row) => row[1])).toEqual(expect.arrayContaining(risky))
  expect((await check(east, 'east', exported)).body).toMatchObject({ same: 4, wrong: 0 })
})

test('the template has lists and checks, and its example is not imported', async () => {
  const template = await download(east, `${base}/activity-sheets/template.xlsx?unit=east`)
  const { sheets } = await readXlsx(template)
  expect(sheets.map((one) => [one.name, one.hidden === true])).toEqual([
    ['活动记录', false],
    ['填表说明', false],
    ['选项', true],
  ])
  expect(sheets[0]!.dataValidations!.map((one) => one.type)).toEqual(
    expect.arrayContaining(['list', 'date', 'whole']),
  )
  expect((await check(east, 'east', template)).body).toMatchObject({ rows: 0, examples: 1, wrong: 0 })
})

test('what is no sheet of records is refused with a sentence', async () => {
  const file = await upload(east, 'east', new TextEncoder().encode('甲,乙\n1,2\n'.repeat(50)), '活动.csv')
  const csv = await east.call('POST', `${base}/activity-sheets/check?unit=east`, { file })
  expect([csv.status, csv.body.title]).toEqual([422, 'unreadable-sheet'])
  const other = await check(east, 'east', await makeSheet([[1, 2]], ['甲', '乙']))
  expect([other.status, other.body.title]).toEqual([422, 'no-record-sheet'])
  const many = await check(
    east,
    'east',
    await makeSheet(Array.from({ length: 5001 }, (_, n) => ['集中学习', `第${n}次`, '2030-06-01'])),
  )
  expect([many.status, many.body.title]).toEqual([422, 'too-many-rows'])
})

test('after a change in between the sheet must be checked again', async () => {
  const row: SheetCell[] = ['集中学习', '中间改过', '2030-06-15', null, null, null, 1, 10, null]
  const checked = await check(east, 'east', await makeSheet([row]))
  await bringIn(east, 'east', await makeSheet([[...row.slice(0, 7), 99, null]]))
  const reply = await east.call('POST', `${base}/activity-sheets/import?unit=east`, {
    file: checked.file,
    digest: checked.body.digest,
  })
  expect([reply.status, reply.body.title]).toEqual([409, 'sheet-outdated'])
})

test('a county writes for the units below it, by their names; a wrong name is proposed, never taken', async () => {
  const head = [...headings, '记录单位']
  const row = (title: string, unit: string | null): SheetCell[] => [
    '集中学习',
    title,
    '2030-06-16',
    null,
    null,
    null,
    1,
    10,
    null,
    unit,
  ]
  const wrong = await check(east, 'east', await makeSheet([row('甲', '东县政府'), row('乙', '西县')], head))
  expect(wrong.body.errors.map((one: any) => [one.cell, one.message])).toEqual([
    ['J2', '没有“东县政府”，是否指东县？'],
    ['J3', '这个单位不在您填报的范围内，请核对。'],
  ])
  await bringIn(east, 'east', await makeSheet([row('甲', '东镇'), row('甲', null), row('甲', '山镇')], head))
  const of = async (unit: string) => {
    const reply = await east.call(
      'GET',
      `${base}/activities?unit=${unit}&own=true&from=2030-06-16&to=2030-06-16`,
    )
    return reply.body.items.map((one: any) => one.unit.code)
  }
  expect([await of('town'), await of('east'), await of('hill')]).toEqual([['town'], ['east'], ['hill']])
  const exported = await download(
    east,
    `${base}/activity-sheets/records.xlsx?unit=east&from=2030-06-16&to=2030-06-16`,
  )
  expect((await check(east, 'east', exported)).body).toMatchObject({ same: 3, wrong: 0, added: 0 })
})

test('a row copied in an export to write another event is another event', async () => {
  const exported = await download(
    east,
    `${base}/activity-sheets/records.xlsx?unit=town&from=2030-06-16&to=2030-06-16`,
  )
  const [sheet] = (await readXlsx(exported)).sheets
  const rows = sheet!.rows.map((row) =>
    row.map((cell) =>
      cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell as string | number | null),
    ),
  )
  const copy = [...rows[1]!]
  copy[rows[0]!.indexOf('活动名称')] = '照着写的'
  const reply = await bringIn(east, 'east', await makeSheet([rows[1]!, copy], rows[0] as string[]))
  expect(reply.body).toEqual({ added: 1, changed: 0, same: 1 })
  expect(await listTitles(east, 'town')).toEqual(expect.arrayContaining(['甲', '照着写的']))
})

test('a small file that unpacks to a large one is refused, whatever it says of its size', async () => {
  const packed = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(110 * 1024 * 1024) }, { level: 1 }))
  const central = packed.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'))
  packed.writeUInt32LE(1000, central + 24)
  packed.writeUInt32LE(1000, 22)
  expect(await readSpreadsheet(packed, 10)).toBe(null)
})

test('five thousand rows come in at once, and their figures with them', async () => {
  const rows = Array.from({ length: 5000 }, (_, n): SheetCell[] => [
    n % 2 ? '应急演练' : '集中学习',
    `第${n}次`,
    `2030-06-${String((n % 19) + 1).padStart(2, '0')}`,
    null,
    n % 10 ? null : '东镇',
    null,
    1,
    10,
    null,
  ])
  const before = performance.now()
  const reply = await bringIn(west, 'west', await makeSheet(rows))
  const seconds = (performance.now() - before) / 1000
  expect(reply.body).toEqual({ added: 5000, changed: 0, same: 0 })
  expect(seconds).toBeLessThan(25)
  const figures = await office.call('GET', `${base}/ledger/figures?unit=west&own=true`)
  const drills = figures.body.figures.find((one: { code: string }) => one.code === 'drills.people')
  expect(drills.derived).toBe(25_000)
}, 60_000)

test('an export of thousands of records says what the records say, in the order of their days', async () => {
  const exported = await download(office, `${base}/activity-sheets/records.xlsx?unit=city`)
  const { sheets } = await readXlsx(exported, { readStyles: true })
  const [head, ...rows] = sheets[0]!.rows
  const at = (heading: string) => head!.indexOf(heading)
  const shown = rows.map((row) => [
    row[at('编号（请勿改动）')],
    row[at('活动名称')],
    (row[at('日期')] as Date).toISOString().slice(0, 10),
    row[at('场次')],
    row[at('参与人次')],
    row[at('联合单位')],
  ])
  const { rows: records } = await sql<any>`
    select a.id, a.title, a.day, a.sessions, a.participants,
      (select string_agg(u.name, '、' order by p.position) from activity_partner p join org_unit u on u.id = p.unit_id
        where p.activity_id = a.id) as partners
    from activity a where a.deleted_at is null order by a.day, a.id`.execute(app.services.pool.db)
  expect(records.length).toBeGreaterThan(5000)
  expect(shown).toEqual(
    records.map((one) => [one.id, one.title, one.day, one.sessions, one.participants, one.partners]),
  )
  // Lists and checks reach the last record.
  expect(sheets.map((one) => one.name)).toEqual(['活动记录', '填表说明', '选项'])
  expect(sheets[0]!.freezePane).toMatchObject({ rows: 1, columns: 2 })
  expect(sheets[0]!.dataValidations!.every((one) => one.range.endsWith(String(rows.length + 1)))).toBe(true)
}, 30_000)

test('a download that is broken off leaves nothing running', async () => {
  const gone = new AbortController()
  const response = await fetch(`${app.url}${base}/activity-sheets/records.xlsx?unit=city`, {
    headers: { cookie: office.cookie },
    signal: gone.signal,
  })
  await response.body!.getReader().read()
  gone.abort()
  const again = await download(office, `${base}/activity-sheets/records.xlsx?unit=town`)
  expect((await readXlsx(again)).sheets[0]!.rows.length).toBeGreaterThan(1)
})
