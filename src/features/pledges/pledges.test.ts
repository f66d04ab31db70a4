import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { campaignFolder } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import { inTransaction } from '../../platform/server/database.ts'
import { readSpreadsheet } from '../../platform/server/documents/read-spreadsheet.ts'
import { readDefinition } from '../campaign/server/read-definition.ts'
import { adoptCampaign } from '../ledger/server/adopt-campaign.ts'
import { findCampaign } from '../campaign/server/find-campaign.ts'
import { withdrawPledge } from './server/withdraw-pledge.ts'
import { countParticipation } from '../participation/server/count-participation.ts'

const key = 'first-responsible'
const address = `/api/public/jincheng-2022/pledges/${key}/signature`
const page = `/p/jincheng-2022/pledges/${key}`
const drawn = { kind: 'drawn', strokes: '100,100 300,300 500,80;600,50 620,350' }
const typed = (name: string) => ({ kind: 'typed', name })
const citizen = { audience: 'citizen', unit: 'zezhou', signature: typed('王安平') }

let app: TestApp
let office: Client

const start = new Date('2022-06-15T02:00:00Z')

beforeAll(async () => {
  app = await startTestApp({ now: start.toISOString() })
  await load()
  const root = await app.services.pool.db
    .selectFrom('org_unit')
    .where('code', '=', 'jincheng')
    .select('id')
    .executeTakeFirstOrThrow()
  await app.addUser('office', 'reviewer', root.id)
  office = await app.signIn('office')
})
// Each test begins with nothing signed; what was counted is taken back by the product's own way of doing so.
beforeEach(async () => {
  app.clock.moveTo(start)
  await withdrawAll()
})
afterAll(() => app.close())

async function withdrawAll(): Promise<void> {
  const { db, pg } = app.services.pool
  const campaign = await findCampaign(db, 'jincheng-2022')
  const signed = await db
    .selectFrom('pledge')
    .where('withdrawn_at', 'is', null)
    .select('participant_id')
    .execute()
  for (const { participant_id: one } of signed) await withdrawPledge(db, campaign.id, key, one, start)
  await pg.query('truncate pledge, certificate, workplace')
}

async function load(change: (pledge: Record<string, unknown>) => void = () => undefined): Promise<void> {
  const definition = await readDefinition(campaignFolder)
  change(definition.public.pledges[0] as unknown as Record<string, unknown>)
  const context = { now: app.clock.now(), caller: null, address: 'test', requestId: 'test' }
  await inTransaction(app.services.pool, (db) => adoptCampaign(db, context, definition))
}

async function readFigure(unit: string): Promise<number | null> {
  await countParticipation(app.services)
  const { body } = await office.call('GET', `/api/campaigns/jincheng-2022/ledger/figures?unit=${unit}`)
  return body.figures.find((one: any) => one.code === 'pledge.people').value
}

const readCounts = async (unit = 'jincheng') => {
  const { body } = await office.call('GET', `/api/campaigns/jincheng-2022/pledges?unit=${unit}`)
  return body.pledges[0]
}
const sign = (client: Client, change: object = {}) => client.call('POST', address, { ...citizen, ...change })

describe('a citizen signs the pledge', () => {
  it('counts one person for the county and the city, and gives a certificate', async () => {
    const phone = await openPhone(app)
    const { status, body } = await sign(phone)
    expect([status, body.signedBefore]).toEqual([200, false])
    expect(body.code).toMatch(/^[2-9A-HJKMNP-Z]{16}$/)
    expect([await readFigure('zezhou'), await readFigure('jincheng')]).toEqual([1, 1])
    expect(await readFigure('gaoping')).not.toBe(1)
  })

  it('is asked to show the device first', async () => {
    const { status, body } = await sign(app.anonymous)
    expect([status, body.title]).toEqual([401, 'device-unknown'])
  })

  it('signs once, even when fifty requests come at the same time', async () => {
    const phone = await openPhone(app)
    const units = ['zezhou', 'gaoping', 'yangcheng']
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => sign(phone, { unit: units[index % 3] })),
    )
    expect(replies.map((one) => one.status)).toEqual(Array(50).fill(200))
    expect(replies.filter((one) => !one.body.signedBefore)).toHaveLength(1)
    expect(new Set(replies.map((one) => one.body.code)).size).toBe(1)
    expect(await readFigure('jincheng')).toBe(1)
    const { rows } = await app.services.pool.pg.query('select count(*)::int as n from certificate')
    expect(rows).toEqual([{ n: 1 }])
  })

  it('gets the certificate it has when it signs again, for whatever unit', async () => {
    const phone = await openPhone(app)
    const first = await sign(phone)
    const again = await sign(phone, { unit: 'gaoping', audience: 'nobody' })
    expect(again.body).toEqual({ code: first.body.code, signedBefore: true })
    expect([await readFigure('zezhou'), await readFigure('gaoping')]).toEqual([1, null])
  })

  it('counts once with two phones, when a number shows that they are one person', async () => {
    const [first, second] = [await openPhone(app), await openPhone(app)]
    await sign(first)
    await sign(second, { unit: 'gaoping' })
    expect(await readFigure('jincheng')).toBe(2)
    for (const phone of [first, second]) {
      await phone.call('POST', '/api/devices/phone', { number: '13800000000' })
      const code = /验证码 (\d{6})/.exec(app.sent.at(-1)!.text)![1]!
      expect((await phone.call('POST', '/api/devices/phone/code', { code })).status).toBe(200)
      app.clock.moveTo(new Date(app.clock.now().getTime() + 61_000))
    }
    expect(await readFigure('jincheng')).toBe(1)
    expect((await readCounts()).people).toBe(1)
    expect((await sign(second)).body.signedBefore).toBe(true)
  })

  it.each([
    ['the city itself', { unit: 'jincheng' }, 'unit'],
    ['a unit that is not there', { unit: 'taiyuan' }, 'unit'],
    ['a unit made of SQL', { unit: "x' or 1=1 --" }, 'unit'],
    ['an audience that is not there', { audience: 'minister' }, 'audience'],
    ['a principal without an enterprise', { audience: 'principal' }, 'workplace'],
    ['an enterprise without letters', { audience: 'worker', workplace: '——' }, 'workplace'],
    ['no name', { signature: typed(' ') }, 'signature.name'],
    ['a name that is markup', { signature: typed('<script>alert(1)</script>') }, 'signature.name'],
    ['a name that turns the text', { signature: typed('王\u202Eabc') }, 'signature.name'],
    ['a dot for a signature', { signature: { kind: 'drawn', strokes: '5,5' } }, 'signature.strokes'],
    ['strokes outside the box', { signature: { kind: 'drawn', strokes: '0,0 1001,5' } }, 'signature.strokes'],
    [
      'strokes that are markup',
      { signature: { kind: 'drawn', strokes: '0,0"/><script>' } },
      'signature.strokes',
    ],
    [
      'far too many strokes',
      { signature: { kind: 'drawn', strokes: `0,0${' 9,9'.repeat(99_999)}` } },
      'signature.strokes',
    ],
  ])('%s is refused with a sentence at the field, and nothing is kept', async (_, change, path) => {
    const { status, body } = await sign(await openPhone(app), change)
    expect(status).toBe(400)
    expect(body.errors[0].path).toBe(path)
    expect(body.errors[0].message).toMatch(/。$|位$/)
    const { rows } = await app.services.pool.pg.query(
      'select (select count(*) from pledge)::int as pledges, (select count(*) from workplace)::int as workplaces',
    )
    expect(rows).toEqual([{ pledges: 0, workplaces: 0 }])
  })

  it('cannot send ten megabytes of strokes', async () => {
    const strokes = `0,0${' 9,9'.repeat(2_600_000)}`
    const { status, body } = await sign(await openPhone(app), { signature: { kind: 'drawn', strokes } })
    expect([status, body.title]).toEqual([413, 'too-large'])
  })

  it('signs only while it is open', async () => {
    const phone = await openPhone(app)
    for (const [now, words] of [
      ['2022-05-31T15:59:00Z', '还没有开始'],
      ['2022-12-31T16:00:00Z', '已经结束'],
    ] as const) {
      app.clock.moveTo(new Date(now))
      const { status, body } = await sign(phone)
      expect([status, body.title]).toEqual([409, 'channel-closed'])
      expect(body.detail).toContain(words)
      expect((await phone.call('GET', `${page}?as=citizen`)).body).not.toContain('data-island="sign-pledge"')
    }
  })

  it('needs a verified number where the campaign says so', async () => {
    const phone = await openPhone(app)
    await load((pledge) => (pledge.verify = 'phone'))
    const { status, body } = await sign(phone)
    await load()
    expect([status, body.title]).toEqual([403, 'phone-unverified'])
  })
})

describe('taking it back', () => {
  it('takes the figure back, deletes the name, and the certificate says so', async () => {
    const phone = await openPhone(app)
    const { body } = await sign(phone)
    expect(await readFigure('zezhou')).toBe(1)
    for (let time = 0; time < 2; time += 1) expect((await phone.call('DELETE', address)).status).toBe(204)
    expect([await readFigure('zezhou'), await readFigure('jincheng')]).toEqual([null, null])
    expect((await readCounts()).people).toBe(0)
    const { rows } = await app.services.pool.pg.query('select holder, strokes, facts from certificate')
    expect(rows).toEqual([{ holder: null, strokes: null, facts: [] }])
    const check = await app.anonymous.call('GET', `/p/jincheng-2022/certificates/${body.code}`)
    expect(check.body).toContain('已由本人撤回')
    expect(
      (await phone.call('GET', `/p/jincheng-2022/certificates/${body.code}/certificate.pdf`)).status,
    ).toBe(404)
  })

  it('can be followed by signing anew, for another unit, and counts once', async () => {
    const phone = await openPhone(app)
    const first = await sign(phone)
    await phone.call('DELETE', address)
    app.clock.moveTo(new Date('2022-06-16T02:00:00Z'))
    const second = await sign(phone, { unit: 'gaoping', signature: drawn })
    expect(second.body.signedBefore).toBe(false)
    expect(second.body.code).not.toBe(first.body.code)
    const figures = [await readFigure('zezhou'), await readFigure('gaoping'), await readFigure('jincheng')]
    expect(figures).toEqual([null, 1, 1])
    expect((await readCounts()).days).toEqual([{ day: '2022-06-16', people: 1 }])
  })

  it('leaves the pledges of others alone', async () => {
    await sign(await openPhone(app))
    expect((await (await openPhone(app)).call('DELETE', address)).status).toBe(204)
    expect(await readFigure('zezhou')).toBe(1)
  })
})

describe('the certificate', () => {
  it('is whole for its holder only; others see that it is valid, and a masked name', async () => {
    const phone = await openPhone(app)
    const { body } = await sign(phone, { audience: 'worker', workplace: '泽州县(某某)煤业' })
    const path = `/p/jincheng-2022/certificates/${body.code}`
    const own = (await phone.call('GET', path)).body
    for (const part of ['王安平', '泽州县（某某）煤业', '2022年6月15日', 'image/svg+xml', 'certificate.pdf'])
      expect(own).toContain(part)
    for (const stranger of [app.anonymous, await openPhone(app)]) {
      const seen = (await stranger.call('GET', path)).body
      expect(seen).toContain('这份证书有效')
      expect(seen).toContain('王*')
      for (const part of ['王安平', '煤业', 'certificate.pdf']) expect(seen).not.toContain(part)
      const file = await stranger.call('GET', `${path}/certificate.pdf`)
      expect([401, 403]).toContain(file.status)
    }
  })

  it('comes as PDF and as picture, with a drawn signature', async () => {
    const phone = await openPhone(app)
    const { body } = await sign(phone, { audience: 'principal', workplace: '某某公司', signature: drawn })
    const fetchFile = async (name: string) => {
      const reply = await fetch(`${app.url}/p/jincheng-2022/certificates/${body.code}/${name}`, {
        headers: { cookie: phone.cookie },
      })
      expect(reply.status).toBe(200)
      return { type: reply.headers.get('content-type'), bytes: Buffer.from(await reply.arrayBuffer()) }
    }
    const pdf = await fetchFile('certificate.pdf')
    expect([pdf.type, pdf.bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
    expect(pdf.bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const png = await fetchFile('certificate.png')
    expect([png.type, png.bytes.readUInt32BE(16)]).toEqual(['image/png', 1190])
    expect(png.bytes.length).toBeLessThan(400_000)
  })

  it('is found by its code however it is typed, and a wrong code is told apart', async () => {
    const { body } = await sign(await openPhone(app))
    const groups = body.code.toLowerCase().replace(/(.{4})/g, '$1- ')
    const find = (code: string) =>
      app.anonymous.call('GET', `/p/jincheng-2022/certificates?code=${encodeURIComponent(code)}`)
    expect((await find(groups)).headers.get('location')).toBe(`/p/jincheng-2022/certificates/${body.code}`)
    for (const wrong of ['2222222222222222', '<b>x</b>', '一二三']) {
      const reply = await find(wrong)
      expect([reply.status, reply.body.includes('没有查到')]).toEqual([200, true])
      expect(reply.body).not.toContain('<b>x')
    }
    expect((await app.anonymous.call('GET', '/p/jincheng-2022/certificates/2222')).status).toBe(303)
  })

  it('is looked up by the office, which sees no more than a masked name', async () => {
    const { body } = await sign(await openPhone(app))
    const find = (code: string) => office.call('GET', `/api/campaigns/jincheng-2022/certificates/${code}`)
    expect((await find(body.code)).body).toMatchObject({
      title: '第一责任人安全倡议书',
      holder: '王*',
      unit: { code: 'zezhou', name: '泽州县' },
      day: '2022-06-15',
      withdrawnAt: null,
    })
    expect((await find('2222222222222222')).status).toBe(404)
    expect((await find('2')).status).toBe(400)
  })

  it('can be drawn thirty times an hour', async () => {
    const phone = await openPhone(app)
    const { body } = await sign(phone)
    const limited = await app.services.pool.pg.query('select participant_id as id from pledge')
    await app.services.pool.pg.query(
      `insert into limit_use values ('certificate.file', $1, '2022-06-15T02:00:00Z', 30)`,
      [Buffer.from(limited.rows[0].id)],
    )
    const reply = await phone.call('GET', `/p/jincheng-2022/certificates/${body.code}/certificate.png`)
    expect(reply.status).toBe(429)
    expect(reply.body).toContain('一小时后')
  })
})

describe('names of enterprises', () => {
  const suggest = async (q: string, unit = 'zezhou') =>
    (
      await app.anonymous.call(
        'GET',
        `/api/public/jincheng-2022/workplaces?unit=${unit}&q=${encodeURIComponent(q)}`,
      )
    ).body.items
  const work = async (workplace: string, unit = 'zezhou') => {
    const phone = await openPhone(app)
    expect((await sign(phone, { audience: 'worker', workplace, unit })).status).toBe(200)
    return phone
  }

  it('are suggested once two people gave one, by part and by pinyin, in that county only', async () => {
    await work('某某煤业有限公司')
    expect(await suggest('煤业')).toEqual([])
    const second = await work(' 某某 煤业 有限公司。')
    for (const text of ['煤业', 'mmmy', 'moumoumei', '某某煤业有限公司'])
      expect(await suggest(text)).toEqual(['某某煤业有限公司'])
    expect(await suggest('煤业', 'gaoping')).toEqual([])
    expect(await suggest('%')).toEqual([])
    await second.call('DELETE', address)
    expect(await suggest('煤业')).toEqual([])
  })

  it('cannot carry markup to others', async () => {
    for (let time = 0; time < 2; time += 1) await work('<img src=x onerror=alert(1)>公司')
    expect(await suggest('公司')).toEqual(['img src=x onerror=alert（1）公司'])
  })
})

describe('the public page', () => {
  it('tells the seven duties to principals without JavaScript, and others their own text', async () => {
    const principal = (await app.anonymous.call('GET', `${page}?as=principal`)).body
    expect(principal.match(/<li>/g)?.length).toBeGreaterThanOrEqual(7)
    expect(principal).toContain('及时、如实报告生产安全事故。')
    expect(principal).toContain('<optgroup label="县（市、区）"><option value="chengqu">城区')
    const start = (await app.anonymous.call('GET', page)).body
    for (const title of ['企业负责人', '企业员工', '市民']) expect(start).toContain(title)
    expect((await app.anonymous.call('GET', '/p/jincheng-2022/pledges/none')).status).toBe(404)
  })

  it('shows how many signed and the last ones, of a name the first sign', async () => {
    expect((await app.anonymous.call('GET', page)).body).toContain('还没有人签署')
    await sign(await openPhone(app))
    await sign(await openPhone(app), { signature: drawn, unit: 'gaoping' })
    await countParticipation(app.services)
    const { body } = await app.anonymous.call('GET', page)
    expect(body).toContain('已有 <strong class="digits">2</strong> 人次签署')
    expect(body).toContain('王*')
    expect(body).toContain('（手写签名）')
    expect(body).not.toContain('王安平')
  })

  it('shows a signer the certificate in place of the form', async () => {
    const phone = await openPhone(app)
    const { body } = await sign(phone)
    const seen = (await phone.call('GET', `${page}?as=citizen`)).body
    expect(seen).toContain(`/p/jincheng-2022/certificates/${body.code}`)
    expect(seen).toContain('撤回签署')
    expect(seen).not.toContain('data-island="sign-pledge"')
  })
})

describe('the office', () => {
  it('sees counts by unit in directory order, by audience and by day', async () => {
    await sign(await openPhone(app), { unit: 'gaoping' })
    await sign(await openPhone(app), { unit: 'gaoping' })
    app.clock.moveTo(new Date('2022-06-16T16:30:00Z'))
    await sign(await openPhone(app), { unit: 'chengqu', audience: 'worker', workplace: '某厂' })
    const counts = await readCounts()
    expect(counts.people).toBe(3)
    expect(counts.units.slice(0, 7).map((one: any) => [one.code, one.people])).toEqual([
      ['chengqu', 1],
      ['qinshui', 0],
      ['yangcheng', 0],
      ['lingchuan', 0],
      ['zezhou', 0],
      ['gaoping', 2],
      ['kaifaqu', 0],
    ])
    expect(counts.audiences.map((one: any) => [one.key, one.people])).toEqual([
      ['principal', 0],
      ['worker', 1],
      ['citizen', 2],
    ])
    expect(counts.days).toEqual([
      { day: '2022-06-15', people: 2 },
      { day: '2022-06-16', people: 0 },
      { day: '2022-06-17', people: 1 },
    ])
    expect((await readCounts('gaoping')).units).toMatchObject([{ code: 'gaoping', people: 2 }])
  })

  it('takes them away as a workbook without names of persons', async () => {
    await sign(await openPhone(app), { unit: 'chengqu', audience: 'worker', workplace: '=cmd 某厂' })
    const reply = await fetch(`${app.url}/api/campaigns/jincheng-2022/pledges.xlsx`, {
      headers: { cookie: office.cookie },
    })
    expect(reply.status).toBe(200)
    const sheets = await readSpreadsheet(Buffer.from(await reply.arrayBuffer()), 1_000)
    const text = JSON.stringify(sheets)
    expect(text).toContain('=cmd 某厂')
    expect(text).not.toContain('王安平')
  })

  it('is one county for a liaison', async () => {
    const { id } = await app.services.pool.db
      .selectFrom('org_unit')
      .where('code', '=', 'gaoping')
      .select('id')
      .executeTakeFirstOrThrow()
    await app.addUser('gaoping', 'liaison', id)
    const liaison = await app.signIn('gaoping')
    const read = (unit: string) => liaison.call('GET', `/api/campaigns/jincheng-2022/pledges${unit}`)
    expect((await read('')).body.unit.code).toBe('gaoping')
    expect((await read('?unit=zezhou')).status).toBe(403)
    expect(
      (await liaison.call('GET', '/api/campaigns/jincheng-2022/certificates/2222222222222222')).status,
    ).toBe(403)
  })
})
