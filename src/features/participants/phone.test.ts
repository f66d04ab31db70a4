import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, type TestApp, startTestApp } from '../../../tests/support/app.ts'
import { type SmallCity, buildSmallCity } from '../../../tests/support/county.ts'
import { forgetMe, openPhone, verifyPhone } from '../../../tests/support/citizen.ts'
import { readConfig } from '../../platform/server/config.ts'
import { createSms } from '../../platform/server/sms.ts'
import { recordParticipation } from '../participation/server/record-participation.ts'
import { cleanUpDevices } from './server/clean-up.ts'

let app: TestApp
let city: SmallCity
let at = Date.parse('2030-06-12T01:00:00Z')

beforeAll(async () => {
  app = await startTestApp()
  city = await buildSmallCity(app.services.pool.db)
  // Any feature's table in which a person has a place once.
  await sql`create table test_pledge (
    id uuid primary key, participant_id uuid not null references participant (id), unique (participant_id)
  )`.execute(app.services.pool.db)
})
afterAll(() => app.close())
// Each test has a day of its own: limits are per day.
beforeEach(() => app.clock.moveTo(new Date((at += 2 * 86_400_000))))

/** Numbers of a range that is handed out to nobody in particular. */
const number = '13800000001'

const verify = (device: Client, phone: string) => verifyPhone(app, device, phone)

function lastCode(): string {
  return /验证码 (\d{6})/.exec(app.sent.at(-1)!.text)![1]!
}

async function pledge(device: Client): Promise<string> {
  const { db } = app.services.pool
  const { id } = await findParticipant(device)
  const record = v7()
  await sql`insert into test_pledge values (${record}, ${id})`.execute(db)
  const { id: campaignId } = await db.selectFrom('campaign').select('id').executeTakeFirstOrThrow()
  await recordParticipation(db, {
    campaignId,
    channel: 'pledge.test',
    unitId: city.units.east.id,
    day: '2030-06-12',
    participantId: id,
    recordId: record,
    people: 1,
    at: app.clock.now(),
  })
  return record
}

async function countPeople(device: Client): Promise<number> {
  const { id } = await findParticipant(device)
  const { rows } = await sql<{ people: number }>`
    select coalesce(sum(people), 0)::int as people from participation where participant_id = ${id}`.execute(
    app.services.pool.db,
  )
  return rows[0]!.people
}

async function findParticipant(device: Client) {
  const token = device.cookie.split('=')[1]!
  const { hashSecret } = await import('./server/hash-secret.ts')
  return app.services.pool.db
    .selectFrom('device as d')
    .innerJoin('participant as p', 'p.id', 'd.participant_id')
    .where('d.token_hash', '=', hashSecret(app.services, 'device', token))
    .select(['p.id', 'p.phone_hash', 'p.phone_mask', 'p.verified_at'])
    .executeTakeFirstOrThrow()
}

test('a number is verified by the code in the message, and kept only as a keyed hash and a mask', async () => {
  const device = await openPhone(app)
  const asked = await device.call('POST', '/api/devices/phone', { number: '+86 138 0000 0001' })
  expect([asked.status, asked.body.phone]).toEqual([202, '138****0001'])
  expect(app.sent.at(-1)!.number).toBe(number)

  const confirmed = await device.call('POST', '/api/devices/phone/code', { code: lastCode() })
  expect([confirmed.status, confirmed.body]).toEqual([200, { verified: true, phone: '138****0001' }])

  const kept = await findParticipant(device)
  expect(kept.phone_mask).toBe('138****0001')
  expect(kept.phone_hash!.equals(createHash('sha256').update(number).digest())).toBe(false)
  const { rows } = await sql<{ text: string }>`
    select (select string_agg(p::text, '') from participant p) || (select coalesce(string_agg(l::text, ''), '') from limit_use l)
      || (select coalesce(string_agg(c::text, ''), '') from phone_code c) as text`.execute(
    app.services.pool.db,
  )
  expect(rows[0]!.text).not.toContain(number)
})

test('what is not a mobile number of the mainland is refused with a sentence', async () => {
  const device = await openPhone(app)
  for (const wrong of ['12345', '+1 415 555 2671', '0356-2022222', '']) {
    const reply = await device.call('POST', '/api/devices/phone', { number: wrong })
    expect([wrong, reply.status, reply.body.errors?.[0]?.message]).toEqual([
      wrong,
      400,
      '请填写 11 位大陆手机号。',
    ])
  }
  expect((await app.anonymous.call('POST', '/api/devices/phone', { number })).status).toBe(401)
})

test('a code stands five tries and ten minutes, and only the last one counts', async () => {
  const device = await openPhone(app)
  await device.call('POST', '/api/devices/phone', { number: '13800000002' })
  const code = lastCode()
  const other = code === '000000' ? '000001' : '000000'
  const tries = []
  for (let count = 0; count < 6; count += 1)
    tries.push((await device.call('POST', '/api/devices/phone/code', { code: other })).body.title)
  expect(tries).toEqual([...Array(5).fill('code-wrong'), 'code-gone'])
  expect((await device.call('POST', '/api/devices/phone/code', { code })).body.title).toBe('code-gone')

  app.clock.moveTo(new Date(app.clock.now().getTime() + 61_000))
  await device.call('POST', '/api/devices/phone', { number: '13800000002' })
  app.clock.moveTo(new Date(app.clock.now().getTime() + 600_000))
  expect((await device.call('POST', '/api/devices/phone/code', { code: lastCode() })).body.title).toBe(
    'code-gone',
  )
  expect((await device.call('POST', '/api/devices/phone/code', { code: '12345' })).status).toBe(400)
})

test('a code belongs to the device that asked, and is good once', async () => {
  const [device, other] = [await openPhone(app), await openPhone(app)]
  await device.call('POST', '/api/devices/phone', { number: '13800000003' })
  const code = lastCode()
  expect((await other.call('POST', '/api/devices/phone/code', { code })).body.title).toBe('code-gone')
  const both = await Promise.all([1, 2].map(() => device.call('POST', '/api/devices/phone/code', { code })))
  expect(both.map((one) => one.status).sort()).toEqual([200, 410])
})

test('messages to a number, from a device and from an address are limited', async () => {
  const devices = await Promise.all([1, 2].map(() => openPhone(app)))
  const ask = (phone: string, device = devices[0]!) =>
    device.call('POST', '/api/devices/phone', { number: phone })
  const before = app.sent.length
  const replies = [await ask('13800000010')]
  replies.push(await ask('13800000010', devices[1]))
  expect(replies.map((one) => one.status)).toEqual([202, 429])
  // Six devices at once, one number: one message.
  app.clock.moveTo(new Date(app.clock.now().getTime() + 61_000))
  const rush = await Promise.all([1, 2, 3, 4, 5, 6].map(() => ask('13800000011', devices[1])))
  expect(rush.filter((one) => one.status === 202)).toHaveLength(1)
  expect(app.sent.length - before).toBe(2)
  // Five a day from one device.
  for (const last of [12, 13, 14, 15]) expect((await ask(`138000000${last}`)).status).toBe(202)
  const sixth = await ask('13800000016')
  expect([sixth.status, sixth.body.detail]).toEqual([429, '今天获取验证码的次数已用完，请明天再试。'])
})

test('a second device of the same person joins the first, and what both did is counted once', async () => {
  const [first, second] = [await openPhone(app), await openPhone(app)]
  await pledge(first)
  const twice = await pledge(second)
  await verify(first, '13800000020')
  await verify(second, '13800000020')

  expect((await findParticipant(second)).id).toBe((await findParticipant(first)).id)
  expect(await countPeople(first)).toBe(1)
  const { rows } = await sql<{ people: number }>`
    select sum(people)::int as people from participation where record_id = ${twice}`.execute(
    app.services.pool.db,
  )
  expect(rows[0]!.people).toBe(0)
  await expect(pledge(second)).rejects.toThrow(/test_pledge/)
})

test('what only the second device did moves to the person', async () => {
  const [first, second] = [await openPhone(app), await openPhone(app)]
  await verify(first, '13800000021')
  await pledge(second)
  await verify(second, '13800000021')
  expect(await countPeople(first)).toBe(1)
  await expect(pledge(first)).rejects.toThrow(/test_pledge/)
})

test('a device that another person verifies leaves what was done to the one who did it', async () => {
  const device = await openPhone(app)
  await verify(device, '13800000022')
  const before = await findParticipant(device)
  await pledge(device)
  await verify(device, '13800000023')
  const after = await findParticipant(device)
  expect(after.id).not.toBe(before.id)
  expect(after.phone_mask).toBe('138****0023')
  expect(await countPeople(device)).toBe(0)
})

test('a failed gateway is said and the code of the message before stays good', async () => {
  const device = await openPhone(app)
  const { sms } = app.services
  app.services.sms = { send: () => Promise.reject(new Error('down')) }
  expect((await device.call('POST', '/api/devices/phone', { number: '13800000024' })).body.title).toBe(
    'sms-failed',
  )
  app.services.sms = sms
})

test('without a gateway nobody is offered a code, and who asks for one is told in a sentence', async () => {
  const device = await openPhone(app)
  const { sms } = app.services
  expect((await device.call('GET', '/p/small/me')).body).toContain('验证手机号')
  app.services.sms = null
  expect((await device.call('GET', '/p/small/me')).body).not.toContain('验证手机号')
  const { status, body } = await device.call('POST', '/api/devices/phone', { number: '13800000027' })
  expect([status, body.title, body.detail]).toEqual([503, 'sms-off', '这里没有开通短信验证。'])
  app.services.sms = sms
})

test('a gateway gets number and text with its token; where it refuses, the citizen is told and it can be tried later', async () => {
  const asked: { authorization: string | undefined; body: { number: string; text: string } }[] = []
  let answer = 403
  const gateway = http.createServer((request, reply) => {
    void json(request).then((body) => {
      asked.push({ authorization: request.headers.authorization, body: body as (typeof asked)[0]['body'] })
      reply.writeHead(answer).end('no credit')
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.address() as AddressInfo
  const { sms, log } = app.services
  const logged: unknown[] = []
  app.services.log = { ...log!, error: (...line: unknown[]) => void logged.push(line) }
  app.services.sms = createSms(
    readConfig({ SMS_GATEWAY_URL: `http://127.0.0.1:${port}/send`, SMS_GATEWAY_TOKEN: 'a long token' }),
  )
  const device = await openPhone(app)
  const ask = () => device.call('POST', '/api/devices/phone', { number: '13800000028' })
  const refused = await ask()
  expect([refused.status, refused.body.title, refused.body.detail]).toEqual([
    503,
    'sms-failed',
    '短信暂时发不出去，请过几分钟再试。',
  ])
  expect(JSON.stringify(logged)).toContain('the SMS gateway answered 403')
  expect(JSON.stringify(logged)).not.toMatch(/13800000028|\d{6}，/)
  answer = 200
  app.clock.moveTo(new Date(app.clock.now().getTime() + 61_000))
  expect((await ask()).status).toBe(202)
  const { authorization, body } = asked.at(-1)!
  expect([asked.length, authorization, body.number]).toEqual([2, 'Bearer a long token', '13800000028'])
  const code = /验证码 (\d{6})，10 分钟内有效/.exec(body.text)![1]
  expect((await device.call('POST', '/api/devices/phone/code', { code })).status).toBe(200)
  await new Promise((resolve) => gateway.close(resolve))
  expect(
    (await (await openPhone(app)).call('POST', '/api/devices/phone', { number: '13800000029' })).body.title,
  ).toBe('sms-failed')
  Object.assign(app.services, { sms, log })
})

test('what has run out is deleted', async () => {
  const device = await openPhone(app)
  await device.call('POST', '/api/devices/phone', { number: '13800000025' })
  await cleanUpDevices(app.services)
  const count = async () => {
    const { rows } = await sql<{ n: number }>`select (select count(*) from phone_code)::int
      + (select count(*) from limit_use)::int + (select count(*) from spent_proof)::int as n`.execute(
      app.services.pool.db,
    )
    return rows[0]!.n
  }
  expect(await count()).toBeGreaterThan(0)
  app.clock.moveTo(new Date(app.clock.now().getTime() + 3 * 86_400_000))
  await cleanUpDevices(app.services)
  expect(await count()).toBe(0)
})

test('a person reads what is kept, and has it deleted; what was counted stays', async () => {
  const device = await openPhone(app)
  const before = (await app.anonymous.call('GET', '/p/small/me')).body
  expect(before).toContain('这里没有这台设备的信息')
  const record = await pledge(device)
  await verify(device, '13800000026')
  const page = (await device.call('GET', '/p/small/me')).body
  expect(page).toContain('手机号 138****0026')
  expect(page).toContain('1 人次')
  expect(page).toContain('计入东县')

  const gone = await forgetMe(device, 'small')
  expect([gone.status, gone.headers.get('location')]).toEqual([303, '/p/small/me?done=forgotten'])
  expect(gone.headers.getSetCookie()[0]).toMatch(/^anyue-device=; Path=\/; Max-Age=0/)
  expect((await device.call('GET', '/p/small/me')).body).toContain('这里没有这台设备的信息')
  expect((await device.call('POST', '/api/devices/phone', { number })).status).toBe(401)
  expect((await forgetMe(device, 'small')).status).toBe(303)
  const { rows } = await sql<{ people: number; phones: number }>`
    select (select sum(people)::int from participation where record_id = ${record}) as people,
      (select count(*)::int from participant where phone_mask = '138****0026') as phones`.execute(
    app.services.pool.db,
  )
  expect(rows[0]).toEqual({ people: 1, phones: 0 })
})

test('the privacy notice says who, why, what, how long, and is linked from every page', async () => {
  const page = (await app.anonymous.call('GET', '/p/small/privacy')).body
  for (const words of ['市安委办', '为什么处理', '保存多久', '您的权利', 'href="/p/small/me"'])
    expect(page).toContain(words)
  expect((await app.anonymous.call('GET', '/p/small')).body).toContain('href="/p/small/privacy"')
})
