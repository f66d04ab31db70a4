import { v7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { readFigures, startMediaCity } from '../../../tests/support/media-city.ts'

const base = '/api/campaigns/ledger'
let app: TestApp
let east: Client
let west: Client
let office: Client

beforeEach(async () => {
  ;({ app, east, west, office } = await startMediaCity())
  return () => app.close()
})

const report = {
  outlet: '东县融媒',
  level: 'county',
  medium: 'website',
  day: '2030-06-18',
  title: '集中整治进行时',
  topic: 'progress',
}
const save = (
  client: Client,
  content: object,
  id = v7(),
  baseVersion = 0,
  unit = client === west ? 'west' : 'east',
) => client.call('PUT', `${base}/clippings/${id}?unit=${unit}`, { baseVersion, content })

describe('media clippings', () => {
  it('counts a report of progress once and an exposure by its problems, for the unit and all above', async () => {
    await save(east, report)
    await save(east, { ...report, title: '隐患曝光台', topic: 'exposure', quantity: 3 })
    await save(east, { ...report, title: '又一期曝光台', topic: 'exposure' })
    await save(east, { ...report, title: '启动仪式', topic: 'general' })
    const expected = { 'tour.progress': 1, 'tour.exposures': 4 }
    expect(await readFigures(east, 'east')).toEqual(expected)
    expect(await readFigures(office, 'city')).toEqual(expected)
    expect(await readFigures(office, 'west')).toEqual({})
  })

  it('moves what it counts when it is edited, deleted and restored', async () => {
    const id = v7()
    const first = await save(east, report, id)
    expect(first).toMatchObject({
      status: 200,
      body: { version: 1, counts: [{ code: 'tour.progress', value: 1 }] },
    })
    const edited = await save(east, { ...report, topic: 'exposure', quantity: 2 }, id, 1)
    expect(edited.body).toMatchObject({ version: 2, content: { quantity: 2 } })
    expect(await readFigures(east, 'east')).toEqual({ 'tour.exposures': 2 })

    const gone = await east.call('DELETE', `${base}/clippings/${id}`)
    expect(gone.body.deletedAt).not.toBeNull()
    expect(await readFigures(east, 'east')).toEqual({})
    expect((await east.call('GET', `${base}/clippings?unit=east`)).body.total).toBe(0)
    expect((await east.call('GET', `${base}/clippings?unit=east&deleted=true`)).body.total).toBe(1)
    expect((await save(east, report, id, 2)).status).toBe(410)

    await east.call('POST', `${base}/clippings/${id}/restoration`)
    expect(await readFigures(east, 'east')).toEqual({ 'tour.exposures': 2 })
  })

  it('takes a repeated sending as one, and a stale edit not at all', async () => {
    const id = v7()
    const twice = await Promise.all([save(east, report, id), save(east, report, id)])
    expect(twice.map((one) => [one.status, one.body.version])).toEqual([
      [200, 1],
      [200, 1],
    ])
    await save(east, { ...report, title: '改一' }, id, 1)
    expect(await save(east, { ...report, title: '改二' }, id, 1)).toMatchObject({ status: 409 })
    expect(await readFigures(east, 'east')).toEqual({ 'tour.progress': 1 })
  })

  it('asks about what may be the same report, and keeps it all the same', async () => {
    const link = 'https://news.example.cn/2030/06/18/a.html'
    const first = await save(east, { ...report, link })
    expect(first.body.questions).toEqual([])
    const again = await save(east, {
      ...report,
      title: '另一标题',
      link: `${link}?utm_source=app&from=timeline#top`,
    })
    expect(again).toMatchObject({
      status: 200,
      body: { questions: [{ clipping: first.body.id, message: expect.stringContaining('转载不重复计') }] },
    })
    const same = await save(east, { ...report, day: report.day })
    expect(same.body.questions).toMatchObject([
      { clipping: first.body.id, message: expect.stringContaining('同一媒体') },
    ])
    // Another unit may well have the same report.
    expect((await save(west, { ...report, link })).body.questions).toEqual([])
    expect(await readFigures(east, 'east')).toEqual({ 'tour.progress': 3 })
    await east.call('DELETE', `${base}/clippings/${again.body.id}`)
    await east.call('DELETE', `${base}/clippings/${same.body.id}`)
    expect((await east.call('GET', `${base}/clippings/${first.body.id}`)).body.questions).toEqual([])
  })

  it('says at each field what is wrong', async () => {
    const reply = await save(east, {
      ...report,
      level: 'galaxy',
      medium: 'smoke',
      topic: 'weather',
      day: '2030-06-21',
      link: 'javascript:alert(1)',
    })
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map((one: { path: string }) => one.path).sort()).toEqual(
      ['day', 'level', 'link', 'medium', 'topic'].map((name) => `content.${name}`),
    )
    const counted = await save(east, { ...report, quantity: 2 })
    expect(counted.body.errors).toMatchObject([{ path: 'content.quantity' }])
    const file = await save(east, { ...report, files: [{ id: v7() }] })
    expect(file.body.errors).toMatchObject([{ path: 'content.files.0' }])
    expect(await readFigures(east, 'east')).toEqual({})
  })

  it('is written by its unit and seen from above, not from beside', async () => {
    const { body } = await save(east, report)
    expect((await office.call('GET', `${base}/clippings/${body.id}`)).body.may.write).toBe(false)
    expect((await west.call('GET', `${base}/clippings/${body.id}`)).status).toBe(403)
    expect((await save(office, report, v7(), 0, 'east')).status).toBe(403)
    expect((await west.call('DELETE', `${base}/clippings/${body.id}`)).status).toBe(403)
    // The id of another unit's record cannot be written over.
    expect((await save(west, { ...report, title: '冒名' }, body.id, 1)).status).toBe(404)
  })

  it('lists by page and filter', async () => {
    for (let n = 1; n <= 5; n += 1) await save(east, { ...report, title: `第${n}篇`, day: `2030-06-1${n}` })
    await save(west, { ...report, outlet: '西县日报', level: 'city', medium: 'paper' })
    const list = async (query: string) => (await office.call('GET', `${base}/clippings?${query}`)).body
    const first = await list('limit=4')
    expect([first.total, first.items.length, first.items[0].unit.name]).toEqual([6, 4, '西县'])
    const second = await list(`limit=4&cursor=${first.next}`)
    expect(second.items.map((one: { title: string }) => one.title)).toEqual(['第2篇', '第1篇'])
    expect(second.next).toBeNull()
    const counts = await Promise.all(
      [
        'level=city',
        'medium=website',
        'topic=exposure',
        'month=2030-06',
        'month=2030-07',
        'unit=west',
        'q=第3',
      ].map(async (query) => (await list(query)).total),
    )
    expect(counts).toEqual([1, 5, 0, 6, 0, 1, 1])
    expect((await office.call('GET', `${base}/clippings?month=2030-13`)).status).toBe(400)
  })
})
