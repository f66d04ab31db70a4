import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { openPhone } from '../../../tests/support/citizen.ts'
import { countParticipation } from './server/count-participation.ts'
import { recordParticipation } from './server/record-participation.ts'
import { watchParticipation } from './server/watch-participation.ts'

const path = '/api/campaigns/jincheng-2022'
const quiz = '/api/public/jincheng-2022/contests/quiz-law'
let app: TestApp
let office: Client
let liaison: Client

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-15T01:00:00Z'))
  const { db } = app.services.pool
  const unit = (code: string) =>
    db.selectFrom('org_unit').where('code', '=', code).select('id').executeTakeFirstOrThrow()
  await app.addUser('office', 'reviewer', (await unit('jincheng')).id)
  await app.addUser('liaison', 'liaison', (await unit('zezhou')).id)
  office = await app.signIn('office')
  liaison = await app.signIn('liaison')
})
afterAll(() => app.close())

/** Somebody signs for a unit; with `device`, from a phone of that address. */
async function sign(
  unit: string,
  of: { participant?: string; address?: number; at?: Date } = {},
): Promise<string> {
  const { db } = app.services.pool
  const at = of.at ?? app.clock.now()
  const participant = of.participant ?? v7()
  if (!of.participant) {
    await db.insertInto('participant').values({ id: participant, created_at: at }).execute()
    await db
      .insertInto('device')
      .values({
        token_hash: Buffer.from(participant),
        participant_id: participant,
        address_hash: Buffer.alloc(32, of.address ?? 1),
        created_at: at,
      })
      .execute()
  }
  const campaign = await db.selectFrom('campaign').select('id').executeTakeFirstOrThrow()
  const { id } = await db
    .selectFrom('org_unit')
    .where('code', '=', unit)
    .select('id')
    .executeTakeFirstOrThrow()
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: 'pledge.first-responsible',
    unitId: id,
    day: '2022-06-15',
    participantId: participant,
    recordId: v7(),
    people: 1,
    at,
  })
  return participant
}

async function listSentences(query = ''): Promise<string[]> {
  const { body } = await office.call('GET', `${path}/participation-flags${query}`)
  return body.items.map(
    (one: { sentence: string; unit: { name: string } }) => `${one.unit.name}：${one.sentence}`,
  )
}

test('fifty fresh devices of one address for one unit are a doubt, spread over units or hours they are not', async () => {
  for (let count = 0; count < 55; count += 1) await sign('zezhou', { address: 2 })
  for (let count = 0; count < 60; count += 1) await sign(count % 2 ? 'yangcheng' : 'gaoping', { address: 3 })
  const earlier = new Date(app.clock.now().getTime() - 3_600_000)
  for (let count = 0; count < 60; count += 1) await sign('qinshui', { address: 4, at: earlier })
  await watchParticipation(app.services)
  expect(await listSentences()).toEqual([
    '泽州县：同一网络地址 10 分钟内有 55 台新设备为同一单位参加。可能是集体组织，也可能是代刷。',
  ])
})

test('a participant who takes part for three units in a day is a doubt, told once', async () => {
  const participant = await sign('zezhou')
  await sign('yangcheng', { participant })
  await watchParticipation(app.services)
  expect((await listSentences()).filter((one) => one.includes('参与者'))).toEqual([])
  await sign('gaoping', { participant })
  await watchParticipation(app.services)
  await watchParticipation(app.services)
  expect((await listSentences()).filter((one) => one.includes('参与者'))).toEqual([
    '晋城市：同一参与者一天内分别为 3 个单位参加。',
  ])
})

test('a paper answered faster than it can be read is a doubt, and counts all the same', async () => {
  const phone = await openPhone(app)
  const answer = async (seconds: number) => {
    const { body: attempt } = await phone.call('POST', `${quiz}/attempts`, { unit: 'zezhou' })
    const answers = Object.fromEntries(
      attempt.questions.map((one: { kind: string }, index: number) => [
        index + 1,
        one.kind === 'judge' ? true : one.kind === 'multiple' ? [1, 2] : [1],
      ]),
    )
    app.clock.moveTo(new Date(app.clock.now().getTime() + seconds * 1000))
    return phone.call('POST', `${quiz}/attempts/${attempt.id}/finish`, { answers })
  }
  expect((await answer(300)).status).toBe(200)
  expect((await listSentences()).filter((one) => one.includes('答完'))).toEqual([])
  expect((await answer(6)).body.result.points).toBeGreaterThanOrEqual(0)
  expect((await listSentences()).filter((one) => one.includes('答完'))).toEqual([
    '泽州县：15 道题 6 秒答完，比人读题还快。',
  ])
})

test('a reviewer settles a doubt once, with a note; a liaison neither sees nor settles it', async () => {
  const { body } = await office.call('GET', `${path}/participation-flags`)
  const { id } = body.items[0]
  const settle = (client: Client, note: string) =>
    client.call('POST', `${path}/participation-flags/${id}/settlement`, { note })
  expect((await liaison.call('GET', `${path}/participation-flags`)).status).toBe(403)
  expect((await settle(liaison, '核实无误')).status).toBe(403)
  expect((await settle(office, ' ')).status).toBe(400)
  const [first, second] = [await settle(office, '电话核实，系厂里集中组织'), await settle(office, '再来一次')]
  expect([first.status, first.body.settled.note, second.status]).toEqual([
    200,
    '电话核实，系厂里集中组织',
    409,
  ])
  expect(await listSentences('?state=settled')).toHaveLength(1)
  const lines = await app.services.pool.db
    .selectFrom('audit_record')
    .where('kind', '=', 'participation-flag-settled')
    .select('subject_id')
    .execute()
  expect(lines).toEqual([{ subject_id: id }])
})

test('the overview shows channels and units in directory order, within the reader’s units and days', async () => {
  await countParticipation(app.services)
  const { body } = await office.call('GET', `${path}/participation?from=2022-06-15&to=2022-06-15`)
  const pledge = body.channels.find((one: { channel: string }) => one.channel.startsWith('pledge'))
  expect(pledge.people).toBe(55 + 60 + 60 + 3)
  const units = body.items.map((one: { unit: { code: string } }) => one.unit.code)
  const { body: directory } = await office.call('GET', '/api/units?limit=500')
  const order = directory.items.map((one: { code: string }) => one.code)
  expect(units).toEqual(order.filter((code: string) => units.includes(code)))
  const pages = []
  for (let cursor = ''; ;) {
    const page = await office.call('GET', `${path}/participation?limit=2${cursor}`)
    pages.push(...page.body.items.map((one: { unit: { code: string } }) => one.unit.code))
    if (!page.body.next) break
    cursor = `&cursor=${page.body.next}`
  }
  expect(pages).toEqual(units)

  const own = await liaison.call('GET', `${path}/participation`)
  expect(own.body.items.map((one: { unit: { code: string } }) => one.unit.code)).toEqual(['zezhou'])
  expect(own.body.flags).toEqual({ read: false, settle: false })
  expect((await office.call('GET', `${path}/participation?from=2022-06-16`)).body.items).toEqual([])
})

test('two phones of one person: attempts are numbered on within the cap, the better result stands', async () => {
  const { db } = app.services.pool
  const [first, second] = [await openPhone(app), await openPhone(app)]
  const attempt = async (phone: Client) => {
    const { body } = await phone.call('POST', `${quiz}/attempts`, { unit: 'zezhou' })
    app.clock.moveTo(new Date(app.clock.now().getTime() + 400_000))
    await phone.call('POST', `${quiz}/attempts/${body.id}/finish`, { answers: {} })
    return body.id as string
  }
  const verify = async (phone: Client) => {
    app.clock.moveTo(new Date(app.clock.now().getTime() + 61_000))
    await phone.call('POST', '/api/devices/phone', { number: '13800000031' })
    const code = /验证码 (\d{6})/.exec(app.sent.at(-1)!.text)![1]
    expect((await phone.call('POST', '/api/devices/phone/code', { code })).status).toBe(200)
  }
  await attempt(first)
  await attempt(first)
  await verify(first)
  const third = await attempt(second)
  const fourth = await attempt(second)
  await verify(second)
  const { body } = await second.call('GET', `${quiz}/attempts`)
  expect([body.items.length, body.attemptsLeft]).toEqual([3, 0])
  expect(body.items[0].id).toBe(third)
  const left = await db
    .selectFrom('participation')
    .where('record_id', '=', fourth)
    .select((of) => of.fn.sum<number>('people').as('people'))
    .executeTakeFirstOrThrow()
  expect(left.people).toBe(0)
  const standings = await db
    .selectFrom('standing')
    .innerJoin('participant', 'participant.id', 'standing.participant_id')
    .where('joined_id', 'is not', null)
    .select('participant.id')
    .execute()
  expect(standings).toEqual([])
})
