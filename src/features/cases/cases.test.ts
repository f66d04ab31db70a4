import { v7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { readFigures, startMediaCity } from '../../../tests/support/media-city.ts'
import { readCells } from '../obligations/rules.ts'

const base = '/api/campaigns/ledger'
let app: TestApp
let east: Client
let west: Client
let office: Client

beforeEach(async () => {
  ;({ app, east, west, office } = await startMediaCity())
  return () => app.close()
})

const penalty = {
  title: '某企业动火作业未审批案',
  facts: '执法检查发现某企业动火作业未审批。',
  decidedOn: '2030-06-05',
  penalty: '对企业和主要负责人分别处罚',
  amount: 23500.5,
  bases: ['安全生产法第一百零一条', '安全生产法第九十四条第一款'],
  flags: ['double-penalty', 'criminal-transfer'],
}
const exposed = { ...penalty, outlet: '东县融媒', exposedOn: '2030-06-18' }
const clipping = {
  outlet: '东县日报',
  level: 'county',
  medium: 'paper',
  day: '2030-06-15',
  title: '曝光台',
  topic: 'exposure',
}
const save = (client: Client, content: object, id = v7(), baseVersion = 0) =>
  client.call('PUT', `${base}/cases/${id}?unit=${client === west ? 'west' : 'east'}`, {
    baseVersion,
    content,
  })
const saveClipping = (client: Client, content: object, id = v7(), baseVersion = 0) =>
  client.call('PUT', `${base}/clippings/${id}?unit=${client === west ? 'west' : 'east'}`, {
    baseVersion,
    content,
  })
const once = { 'tour.cases': 1, 'tour.penalties': 1 }

describe('typical cases', () => {
  it('counts once under two marks, and only when it is exposed', async () => {
    const id = v7()
    const kept = await save(east, penalty, id)
    expect(kept).toMatchObject({
      status: 200,
      body: { exposure: null, day: '2030-06-05', counts: [], content: { amount: 23500.5 } },
    })
    expect(await readFigures(east, 'east')).toEqual({})
    const shown = await save(east, exposed, id, 1)
    expect(shown.body).toMatchObject({
      day: '2030-06-18',
      exposure: { outlet: '东县融媒', day: '2030-06-18', clipping: null },
      counts: [
        { code: 'tour.cases', value: 1 },
        { code: 'tour.penalties', value: 1 },
      ],
    })
    expect(await readFigures(office, 'city')).toEqual(once)
  })

  it('moves what it counts when it is edited, deleted and restored', async () => {
    const { id } = (await save(east, exposed)).body
    await save(east, { ...exposed, flags: [], exposedOn: '2030-06-19' }, id, 1)
    expect(await readFigures(east, 'east')).toEqual({ 'tour.cases': 1 })
    expect(await readFigures(east, 'east', '&to=2030-06-18')).toEqual({})
    await east.call('DELETE', `${base}/cases/${id}`)
    expect(await readFigures(east, 'east')).toEqual({})
    expect((await save(east, exposed, id, 2)).status).toBe(410)
    await east.call('POST', `${base}/cases/${id}/restoration`)
    expect(await readFigures(east, 'east')).toEqual({ 'tour.cases': 1 })
  })

  it('is opened from the figure that it makes', async () => {
    const { id } = (await save(east, exposed)).body
    const { body } = await office.call('GET', `${base}/ledger/entries?unit=city&code=tour.penalties`)
    expect(body.items).toMatchObject([{ id, source: 'case', title: exposed.title, value: 1 }])
    expect((await office.call('GET', `${base}/cases/${id}`)).body.content.facts).toBe(exposed.facts)
  })

  it('is exposed by a clipping, and follows it', async () => {
    const news = (await saveClipping(east, clipping)).body
    const { body } = await save(east, { ...penalty, clipping: news.id })
    expect(body).toMatchObject({
      day: '2030-06-15',
      exposure: { outlet: '东县日报', clipping: { id: news.id, title: '曝光台' } },
      content: { clipping: news.id, outlet: null },
    })
    expect(await readFigures(east, 'east')).toEqual({ ...once, 'tour.exposures': 1 })

    await saveClipping(east, { ...clipping, day: '2030-06-16', outlet: '东县晚报' }, news.id, 1)
    const moved = await east.call('GET', `${base}/cases/${body.id}`)
    expect(moved.body).toMatchObject({ day: '2030-06-16', exposure: { outlet: '东县晚报' } })
    expect(await readFigures(east, 'east', '&to=2030-06-15')).toEqual({})

    await east.call('DELETE', `${base}/clippings/${news.id}`)
    expect((await east.call('GET', `${base}/cases/${body.id}`)).body).toMatchObject({
      exposure: null,
      day: '2030-06-05',
      counts: [],
    })
    expect(await readFigures(east, 'east')).toEqual({})
    await east.call('POST', `${base}/clippings/${news.id}/restoration`)
    expect(await readFigures(east, 'east')).toEqual({ ...once, 'tour.exposures': 1 })
  })

  it('points only to a clipping of its own unit', async () => {
    const news = (await saveClipping(west, clipping)).body
    const reply = await save(east, { ...penalty, clipping: news.id })
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ path: 'content.clipping' }] } })
  })

  it('checks that each article exists, and keeps what is written', async () => {
    const { status, body } = await save(east, {
      ...exposed,
      bases: ['安全生产法第一百五十条', '某省安全生产条例第十条', '消防法第六十条', '《消防法》'],
    })
    expect(status).toBe(200)
    expect(body.findings.map((one: { kind: string }[]) => one.map(({ kind }) => kind))).toEqual([
      ['missing'],
      ['unknown'],
      ['found'],
      ['unread'],
    ])
    expect(body.findings[0][0].message).toContain('没有第一百五十条')
    const list = await office.call('GET', `${base}/cases?unit=city`)
    expect(list.body.items).toMatchObject([{ id: body.id, wrongBasis: true }])
    const laws = await east.call('GET', '/api/laws')
    expect(laws.body.items).toContainEqual(
      expect.objectContaining({ name: '中华人民共和国消防法', articles: 74 }),
    )
  })

  it('says at each field what is wrong', async () => {
    const paths = async (content: object) =>
      (await save(east, content)).body.errors.map((one: { path: string }) => one.path)
    const { decidedOn: _, ...undated } = penalty
    expect(await paths(undated)).toEqual(['content.decidedOn'])
    expect(await paths({ ...penalty, outlet: '东县融媒' })).toEqual(['content.exposedOn'])
    expect(await paths({ ...penalty, exposedOn: '2030-06-18' })).toEqual(['content.outlet'])
    expect(await paths({ ...exposed, exposedOn: '2030-06-21' })).toEqual(['content.exposedOn'])
    expect(await paths({ ...exposed, exposedOn: '2030-05-21' })).toEqual(['content.exposedOn'])
    expect(await paths({ ...exposed, flags: ['triple'] })).toEqual(['content.flags'])
    expect(await paths({ ...exposed, facts: ' ' })).toEqual(['content.facts'])
    expect(await paths({ ...exposed, amount: -1 })).toEqual(['content.amount'])
  })

  it('is written by its unit and seen from above, not from beside', async () => {
    const { id } = (await save(east, exposed)).body
    expect((await office.call('GET', `${base}/cases/${id}`)).body.may.write).toBe(false)
    expect((await west.call('GET', `${base}/cases/${id}`)).status).toBe(403)
    expect((await west.call('DELETE', `${base}/cases/${id}`)).status).toBe(403)
    expect((await save(office, exposed)).status).toBe(403)
    expect((await save(west, exposed, id, 1)).status).toBe(404)
  })

  it('lists by page and filter', async () => {
    for (let n = 1; n <= 3; n += 1)
      await save(east, { ...exposed, title: `案${n}`, exposedOn: `2030-06-1${n}` })
    await save(west, { ...penalty, flags: [] })
    const list = async (query: string) => (await office.call('GET', `${base}/cases?${query}`)).body
    const first = await list('limit=2')
    expect([first.total, first.items.length]).toEqual([4, 2])
    expect(
      (await list(`limit=2&cursor=${first.next}`)).items.map((one: { title: string }) => one.title),
    ).toEqual(['案1', penalty.title])
    const counts = await Promise.all(
      ['flag=double-penalty', 'exposed=false', 'month=2030-06', 'month=2030-05', 'unit=west', 'q=案2'].map(
        async (query) => (await list(query)).total,
      ),
    )
    expect(counts).toEqual([3, 1, 4, 0, 1, 1])
  })
})

describe('the monthly report', () => {
  const findObligation = async (client: Client, month: string) => {
    const { body } = await client.call('GET', `${base}/obligations?own=true&task=typical-case`)
    return body.items.find((one: { period: { end: string } }) => one.period.end.startsWith(month))
  }
  const readState = async () => {
    const { body } = await office.call('GET', `${base}/matrix`)
    const column = body.columns.findIndex(
      (one: { task: string; periodTitle: string }) =>
        one.task === 'typical-case' && one.periodTitle.startsWith('6月'),
    )
    const row = body.rows.find((one: { unit: { code: string } }) => one.unit.code === 'east')
    return body.states[readCells(row.cells).find((cell) => cell.column === column)!.state]
  }

  it('is drawn from the cases of its month and met when the office accepts it', async () => {
    await save(east, exposed)
    await save(east, { ...penalty, title: '另一案', flags: [], bases: [], amount: null })
    await save(west, { ...exposed, title: '别县的案' })
    expect(await readState()).toBe('open')

    const obligation = await findObligation(east, '2030-06')
    const draft = await east.call('GET', `${base}/obligations/${obligation.id}/draft`)
    expect(draft.body.prefilled).toEqual({ 'fields.cases': '案例台账' })
    expect(draft.body.content.fields.cases).toEqual([
      { title: '另一案', facts: penalty.facts, penalty: '对企业和主要负责人分别处罚' },
      {
        title: exposed.title,
        facts: exposed.facts,
        'legal-basis': '安全生产法第一百零一条；安全生产法第九十四条第一款',
        penalty: '对企业和主要负责人分别处罚；罚没金额 23,500.5 元',
        flags: '一案双罚、行刑衔接',
        outlet: '东县融媒',
        'exposed-on': '2030-06-18',
      },
    ])
    const { content } = draft.body
    const send = (fields: object) =>
      east.call(
        'POST',
        `${base}/obligations/${obligation.id}/submissions`,
        { ...content, fields },
        { 'idempotency-key': v7() },
      )
    // What is not exposed yet is asked for, not made up.
    const incomplete = await send(content.fields)
    expect(incomplete.body.errors.map((one: { path: string }) => one.path)).toEqual([
      'fields.cases.0.outlet',
      'fields.cases.0.exposed-on',
    ])
    const sent = await send({ cases: content.fields.cases.slice(1) })
    expect(sent.status).toBe(201)
    expect(await readState()).toBe('submitted')
    await office.call('POST', `${base}/submissions/${sent.body.id}/accept`, {})
    expect(await readState()).toBe('accepted')
  })

  it('offers what was recorded after the draft was begun', async () => {
    const obligation = await findObligation(east, '2030-06')
    const path = `${base}/obligations/${obligation.id}/draft`
    expect((await east.call('GET', path)).body).toMatchObject({ drawn: null, prefilled: {} })
    await east.call('PUT', path, { baseVersion: 0, content: { fields: { cases: [{ title: '手写' }] } } })
    await save(east, exposed)
    const { body } = await east.call('GET', path)
    expect(body.content.fields.cases).toEqual([{ title: '手写' }])
    expect(body.drawn).toMatchObject({ records: 1, fields: { cases: [{ title: exposed.title }] } })
  })
})
