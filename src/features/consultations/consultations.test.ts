import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { forgetMe, openPhone, verifyPhone } from '../../../tests/support/citizen.ts'
import { drawPicture } from '../../../tests/support/pictures/draw-picture.ts'
import { sendCitizenFile } from '../../../tests/support/send-citizen-file.ts'
import { countParticipation } from '../participation/server/count-participation.ts'

const open = '2022-06-16T02:00:00Z'
const page = '/p/jincheng-2022/consultations/experts'
const api = '/api/public/jincheng-2022/consultations/experts'
const desk = '/api/campaigns/jincheng-2022/consultations'
const link = 'https://meeting.example.org/room/77'
let app: TestApp
let office: Client
let expert: Client
let expertId: string

beforeAll(async () => {
  ;({ app } = await startCampaignApp(open))
  const units = await app.services.pool.db.selectFrom('org_unit').select(['id', 'code']).execute()
  const idOf = (code: string) => units.find((unit) => unit.code === code)!.id
  await app.addUser('office', 'reviewer', idOf('jincheng'))
  await app.addUser('zezhou-office', 'reviewer', idOf('zezhou'))
  expertId = await app.addUser('gas-expert', 'expert', idOf('jincheng'))
  await app.addUser('gaoping-expert', 'expert', idOf('gaoping'))
  office = await app.signIn('office')
  expert = await app.signIn('gas-expert')
})
afterAll(() => app.close())

const question = {
  title: '燃气灶打不着火怎么办',
  body: '老式灶具，电池刚换过，还是打不着火，闻不到气味。',
  unit: 'zezhou',
  field: 'gas',
  mayPublish: true,
}
const ask = (client: Client, change: object = {}, id: string = randomUUID()) =>
  client.call('PUT', `${api}/questions/${id}`, { ...question, ...change })
const askNew = async (client: Client, change: object = {}) => {
  const id = randomUUID()
  const { status, body } = await ask(client, change, id)
  expect(status).toBe(200)
  return { id, receipt: body.receipt as string }
}
const assign = (id: string, to: string | null = expertId, field = 'gas') =>
  office.call('POST', `${desk}/questions/${id}/assignment`, { field, expert: to })
const write = (client: Client, id: string, content: string, more: object = {}) =>
  client.call('PUT', `${desk}/questions/${id}/answer`, { content, publish: true, seen: null, ...more })
const look = async (id: string, client = office, state = 'open') =>
  (await client.call('GET', `${desk}/questions?limit=100&state=${state}`)).body.items.find(
    (one: any) => one.id === id,
  )
const answered = async (change: object = {}, content = '先关阀通风，再检查点火针是否积碳。') => {
  const phone = await openPhone(app)
  const asked = await askNew(phone, change)
  expect((await write(office, asked.id, content)).status).toBe(200)
  return { ...asked, phone }
}
const figures = async (unit: string) => {
  await countParticipation(app.services)
  const { body } = await office.call('GET', `/api/campaigns/jincheng-2022/ledger/figures?unit=${unit}`)
  const value = (code: string) => body.figures.find((one: any) => one.code === code).value ?? 0
  return [value('anchor.sessions'), value('anchor.people')]
}

describe('a question', () => {
  test('gives a receipt by which the answer is found on any phone, and nobody else sees it', async () => {
    const phone = await openPhone(app)
    const { id, receipt } = await askNew(phone, { signature: '李大海' })
    expect((await ask(phone, { signature: '李大海' }, id)).body.receipt).toBe(receipt)
    expect((await ask(phone, { title: '换一个问题' }, id)).body.title).toBe('question-sent-before')
    await write(office, id, '请先关闭总阀。')
    const other = await openPhone(app)
    const found = await other.call('POST', `${api}/receipts`, { receipt: receipt.toLowerCase() })
    expect(found.body).toMatchObject({
      state: 'answered',
      answer: { content: '请先关闭总阀。', revised: false },
    })
    expect(JSON.stringify(found.body)).not.toMatch(/office|李/)
    expect((await other.call('POST', `${api}/receipts`, { receipt: 'HZ-2222-2222-2222' })).status).toBe(404)
    expect((await phone.call('GET', `${page}/mine`)).body).toContain('请先关闭总阀。')
    expect((await other.call('GET', `${page}/mine`)).body).not.toContain('燃气灶')
    expect((await app.anonymous.call('GET', page)).body).not.toContain('请先关闭总阀')
    const { rows } = await app.services.pool.pg.query('select * from consultation_question where id = $1', [
      id,
    ])
    expect([rows[0].signature, JSON.stringify(rows[0]).includes(receipt)]).toEqual(['李*', false])
  })

  test.each([
    [{ title: '' }, 'title'],
    [{ body: '' }, 'body'],
    [{ unit: 'jincheng' }, 'unit'],
    [{ field: 'magic' }, 'field'],
  ])('%j is refused at its field', async (change, path) => {
    const { status, body } = await ask(await openPhone(app), change)
    expect([status, body.errors[0].path]).toEqual([400, path])
  })

  test('five may wait at a time, also when they are sent at once', async () => {
    const phone = await openPhone(app)
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, at) => ask(phone, { title: `第${at}问` })),
    )
    expect(replies.filter((one) => one.status === 200)).toHaveLength(5)
    expect(replies.filter((one) => one.body.title === 'too-many-questions')).toHaveLength(3)
  })

  test('its files are for those who answer, and never public', async () => {
    const phone = await openPhone(app)
    const { body: file } = await sendCitizenFile(app, phone, await drawPicture(9))
    const { id } = await askNew(phone, { files: [file.id] })
    const address = `${desk}/questions/${id}/files/${file.id}`
    expect((await office.call('GET', address)).status).toBe(200)
    expect((await expert.call('GET', address)).status).toBe(404)
    await assign(id)
    expect((await expert.call('GET', address)).status).toBe(200)
    expect((await app.anonymous.call('GET', address)).status).toBe(401)
  })
})

describe('answering', () => {
  test('an expert sees and answers only what was assigned to him; he assigns and publishes nothing', async () => {
    const phone = await openPhone(app)
    const [mine, others] = [await askNew(phone), await askNew(phone)]
    expect((await assign(mine.id)).body.expert.name).toBe('gas-expert')
    const listed = (await expert.call('GET', `${desk}/questions?limit=100`)).body
    expect(listed.items.every((one: any) => one.expert.id === expertId)).toBe(true)
    expect(listed.may.manage).toBe(false)
    expect((await write(expert, others.id, '不归我管。')).status).toBe(404)
    expect((await write(expert, mine.id, '检查点火针。')).status).toBe(200)
    expect((await expert.call('POST', `${desk}/questions/${mine.id}/assignment`, {})).status).toBe(403)
    const faq = { title: '打不着火', question: '打不着火怎么办？' }
    expect((await expert.call('PUT', `${desk}/questions/${mine.id}/faq`, faq)).status).toBe(403)
    expect((await expert.call('GET', `${desk}/sessions`)).status).toBe(403)
  })

  test('only an expert whose role covers the asker’s unit is assigned', async () => {
    const { id } = await askNew(await openPhone(app))
    expect((await assign(id, 'nobody')).body.title).toBe('no-such-expert')
    const { body } = await office.call('GET', `${desk}/experts`)
    const gaoping = body.items.find((one: any) => one.name === 'gaoping-expert').id
    expect((await assign(id, gaoping)).body.title).toBe('no-such-expert')
    expect((await assign(id, expertId, 'magic')).status).toBe(400)
    expect((await assign(id, null, 'fire')).body).toMatchObject({ field: 'fire', expert: null })
  })

  test('a county answers its own people’s questions', async () => {
    const phone = await openPhone(app)
    const [own, others] = [await askNew(phone), await askNew(phone, { unit: 'gaoping' })]
    const county = await app.signIn('zezhou-office')
    expect((await write(county, others.id, '不归我管。')).status).toBe(403)
    expect((await write(county, own.id, '请联系燃气公司。')).status).toBe(200)
    expect(await look(others.id, county)).toBeUndefined()
  })

  test('a draft is nobody’s but the desk’s; an edit of what was published is another revision', async () => {
    const phone = await openPhone(app)
    const { id, receipt } = await askNew(phone)
    const first = (await write(office, id, '草稿', { publish: false })).body.answers[0]
    expect((await phone.call('POST', `${api}/receipts`, { receipt })).body.answer).toBeNull()
    expect((await write(office, id, '没看到草稿')).body.title).toBe('answer-changed')
    app.clock.moveTo(new Date('2022-06-16T02:10:00Z'))
    const second = (await write(office, id, '第一次答复', { seen: first.writtenAt })).body
    expect(second.answers).toHaveLength(1)
    app.clock.moveTo(new Date('2022-06-16T02:20:00Z'))
    const third = (await write(office, id, '更正后的答复', { seen: second.answers[0].writtenAt })).body
    expect(third.answers.map((one: any) => [one.revision, one.content])).toEqual([
      [2, '更正后的答复'],
      [1, '第一次答复'],
    ])
    const { body } = await phone.call('POST', `${api}/receipts`, { receipt })
    expect(body.answer).toMatchObject({ content: '更正后的答复', revised: true })
    app.clock.moveTo(new Date(open))
  })

  test('a question may be closed for a reason that its asker reads, and taken up again', async () => {
    const phone = await openPhone(app)
    const { id } = await askNew(phone)
    const close = (reason: string | null) =>
      office.call('POST', `${desk}/questions/${id}/closing`, { reason })
    expect((await close('')).status).toBe(400)
    expect((await close('属于投诉，请走举报渠道')).body.state).toBe('closed')
    expect((await phone.call('GET', `${page}/mine`)).body).toContain('属于投诉，请走举报渠道')
    expect((await write(office, id, '答复')).body.title).toBe('question-closed')
    expect((await close(null)).body.state).toBe('open')
    await write(office, id, '答复')
    expect((await close('晚了')).body.title).toBe('question-closed')
  })
})

describe('the FAQ', () => {
  const show = (id: string, faq: object = { title: '灶具点火问题', question: '灶具打不着火，先查什么？' }) =>
    office.call('PUT', `${desk}/questions/${id}/faq`, faq)
  const search = async (q: string) =>
    (await app.anonymous.call('GET', `${page}?q=${encodeURIComponent(q)}`)).body as string

  test('holds only what was answered and what the asker agreed to, without any name', async () => {
    const refused = await answered({ mayPublish: false })
    expect((await show(refused.id)).body.title).toBe('not-for-publishing')
    const waiting = await askNew(await openPhone(app))
    expect((await show(waiting.id)).body.title).toBe('not-for-publishing')
    const { id } = await answered({ signature: '赵四' }, '先关阀，再查电池和点火针。')
    expect((await show(id)).body.faq.title).toBe('灶具点火问题')
    const { body } = await app.anonymous.call('GET', `${page}/faq/${id}`)
    expect(body).toContain('先关阀，再查电池和点火针。')
    expect(body).toContain('灶具打不着火，先查什么？')
    expect(body).not.toMatch(/赵|泽州|老式灶具/)
    expect(body).toContain(encodeURIComponent(`/consultations/experts/faq/${id}`))
    expect((await app.anonymous.call('GET', `${page}/faq/${refused.id}`)).status).toBe(404)
    expect((await office.call('DELETE', `${desk}/questions/${id}/faq`)).body.faq).toBeNull()
    expect((await app.anonymous.call('GET', `${page}/faq/${id}`)).status).toBe(404)
  })

  test('is searched by words anywhere in it, whatever the punctuation, else by what is alike', async () => {
    const { id } = await answered({}, '报警器的探头每年请专业人员标定一次，不要用打火机试。')
    await show(id, { title: '可燃气体报警器', question: '多久标定一次？' })
    for (const q of ['报警器', '标定 打火机', '探头，每年', '器', '报警器 多久'])
      expect(await search(q), q).toContain(`/faq/${id}`)
    expect(await search('报警器 煤矿')).not.toContain('<span class="note">')
    expect(await search('无人驾驶')).toContain('没有找到')
    const near = await search('家里的燃气报警器多久要标定')
    expect(near).toContain('比较接近')
    expect(near).toContain(`/faq/${id}`)
    expect(await search("'; drop table x; --%_\\")).toContain('没有找到')
  })

  test('follows the answer when that is corrected', async () => {
    const { id } = await answered({}, '旧的说法是绿色。')
    await show(id, { title: '气瓶颜色', question: '什么颜色？' })
    const { writtenAt } = (await look(id, office, 'answered')).answers[0]
    await write(office, id, '新的说法是银灰色。', { seen: writtenAt })
    expect(await search('银灰色')).toContain(`/faq/${id}`)
    expect(await search('旧的说法是绿色')).not.toContain('旧的说法是绿色。')
  })
})

describe('online sessions', () => {
  const session = {
    version: 0,
    consultation: 'experts',
    title: '燃气安全线上会诊',
    intro: '带上您家的灶具照片',
    field: 'gas',
    expert: '市燃气行业专家',
    startsAt: '2022-06-18T07:00:00.000Z',
    endsAt: '2022-06-18T08:30:00.000Z',
    seats: 3,
    link,
  }
  const save = (change: object = {}, id: string = randomUUID(), unit = 'zezhou', client = office) =>
    client.call('PUT', `/api/campaigns/jincheng-2022/units/${unit}/consultation-sessions/${id}`, {
      ...session,
      ...change,
    })
  const plan = async (change: object = {}) => (await save(change)).body.id as string
  const book = (client: Client, id: string, method: 'PUT' | 'DELETE' = 'PUT') =>
    client.call(method, `${api}/sessions/${id}/booking`)

  test('are planned with a sound time and an https link; a change needs the version that was seen', async () => {
    expect((await save({ link: 'http://meeting.example.org' })).body.errors[0].path).toBe('link')
    expect((await save({ link: 'javascript:alert(1)' })).status).toBe(400)
    expect((await save({ endsAt: session.startsAt })).body.errors[0].path).toBe('endsAt')
    const id = randomUUID()
    const made = await Promise.all([save({}, id), save({}, id)])
    expect(made.map((one) => [one.status, one.body.version])).toEqual([
      [200, 1],
      [200, 1],
    ])
    expect((await save({ version: 1, seats: 5 }, id)).body.version).toBe(2)
    expect((await save({ version: 1, seats: 9 }, id)).body.title).toBe('session-changed')
    const county = await app.signIn('zezhou-office')
    expect((await save({}, randomUUID(), 'gaoping', county)).status).toBe(403)
    expect((await save({}, id, 'gaoping')).status).toBe(404)
  })

  test('have so many seats and not one more, also when everybody comes at once', async () => {
    const id = await plan()
    const phones = await Promise.all(Array.from({ length: 6 }, () => openPhone(app)))
    const replies = await Promise.all(phones.flatMap((phone) => [book(phone, id), book(phone, id)]))
    expect(replies.filter((one) => one.status === 200)).toHaveLength(6)
    expect(replies.filter((one) => one.body.title === 'session-full')).toHaveLength(6)
    const holder = phones[replies.findIndex((one) => one.status === 200) >> 1]!
    const { body } = await save({ version: 1, seats: 2 }, id)
    expect(body.title).toBe('fewer-seats')
    expect((await book(holder, id, 'DELETE')).body).toEqual({ booked: false, link: null, left: 1 })
    expect((await book(await openPhone(app), id)).body).toEqual({ booked: true, link, left: 0 })
  })

  test('the link and the calendar file are for those who have a seat, and name nobody', async () => {
    const id = await plan({ title: '只给有座的人' })
    const [guest, other] = [await openPhone(app), await openPhone(app)]
    await book(guest, id)
    expect((await guest.call('GET', `${page}/sessions`)).body).toContain(link)
    for (const one of [other, app.anonymous]) {
      const { body } = await one.call('GET', `${page}/sessions`)
      expect(body).toContain('只给有座的人')
      expect(body).not.toContain(link)
    }
    expect((await other.call('GET', `${api}/sessions/${id}/event.ics`)).status).toBe(404)
    const { status, body, headers } = await guest.call('GET', `${api}/sessions/${id}/event.ics`)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    const event = String(body).replaceAll('\r\n ', '')
    for (const line of ['DTSTART:20220618T070000Z', 'DTEND:20220618T083000Z', 'SUMMARY:只给有座的人'])
      expect(event).toContain(line)
    expect(event).toContain(link)
    expect(event).not.toMatch(/ATTENDEE|ORGANIZER/)
  })

  test('a person with two phones has one seat, and a seat in a session to come is free again once they are forgotten', async () => {
    const id = await plan({ title: '一人一座' })
    const [first, second] = [await openPhone(app), await openPhone(app)]
    await book(first, id)
    expect((await book(second, id)).body.left).toBe(1)
    for (const phone of [first, second]) await verifyPhone(app, phone, '13800000071')
    const seats = async () => (await book(second, id)).body
    expect(await seats()).toEqual({ booked: true, link, left: 2 })
    await forgetMe(first, 'jincheng-2022')
    expect((await book(await openPhone(app), id)).body.left).toBe(2)
    app.clock.moveTo(new Date(open))
  })

  test('a cancelled one takes nobody and tells those who had a seat', async () => {
    const id = await plan({ title: '要取消的一场' })
    const guest = await openPhone(app)
    await book(guest, id)
    for (let time = 0; time < 2; time += 1)
      expect((await office.call('POST', `${desk}/sessions/${id}/cancellation`)).status).toBe(200)
    expect((await guest.call('GET', `${page}/sessions`)).body).toContain('这一场已经取消')
    const other = await openPhone(app)
    expect((await book(other, id)).body.title).toBe('session-over')
    expect((await other.call('GET', `${page}/sessions`)).body).not.toContain('要取消的一场')
  })

  test('one that was held counts once with its people for the unit and the city, and can be corrected', async () => {
    const before = { unit: await figures('zezhou'), city: await figures('jincheng') }
    const moved = async () => {
      const now = { unit: await figures('zezhou'), city: await figures('jincheng') }
      return (['unit', 'city'] as const).map((of) => now[of].map((value, at) => value - before[of][at]!))
    }
    const id = await plan()
    const hold = (participants: number) =>
      office.call('POST', `${desk}/sessions/${id}/held`, { participants })
    expect((await hold(20)).body.title).toBe('session-not-begun')
    app.clock.moveTo(new Date('2022-06-18T09:00:00Z'))
    const guest = await openPhone(app)
    expect((await book(guest, id)).body.title).toBe('session-over')
    expect((await hold(20)).body).toMatchObject({ participants: 20 })
    await hold(20)
    expect(await moved()).toEqual([
      [1, 20],
      [1, 20],
    ])
    await hold(23)
    expect(await moved()).toEqual([
      [1, 23],
      [1, 23],
    ])
    app.clock.moveTo(new Date(open))
  })
})

test('an answered question counts one person for the asker’s unit, once', async () => {
  const [unit, city] = [await figures('qinshui'), await figures('jincheng')]
  const phone = await openPhone(app)
  const { id } = await askNew(phone, { unit: 'qinshui' })
  await write(office, id, '草稿', { publish: false })
  expect(await figures('qinshui')).toEqual(unit)
  const { writtenAt } = (await look(id)).answers[0]
  const { body } = await write(office, id, '答复', { seen: writtenAt })
  await write(office, id, '修改后的答复', { seen: body.answers[0].writtenAt })
  expect(await figures('qinshui')).toEqual([unit[0], unit[1]! + 1])
  expect(await figures('jincheng')).toEqual([city[0], city[1]! + 1])
})

test('questions of both phones are one person’s; forgotten, they are gone but for the answer without a name', async () => {
  const [first, second] = [await openPhone(app), await openPhone(app)]
  const { id, receipt } = await askNew(first, { title: '第一部手机问的', body: '我家三单元漏气了吗' })
  const open = await askNew(second, { title: '第二部手机问的' })
  await write(office, id, '先关总阀，再打电话。')
  const faq = { title: '闻到气味怎么办', question: '家里有气味，先做什么？' }
  await office.call('PUT', `${desk}/questions/${id}/faq`, faq)
  for (const phone of [first, second]) await verifyPhone(app, phone, '13800000072')
  for (const title of ['第一部手机问的', '第二部手机问的'])
    expect((await first.call('GET', `${page}/mine`)).body).toContain(title)
  await forgetMe(second, 'jincheng-2022')
  const other = await openPhone(app)
  for (const one of [receipt, open.receipt])
    expect((await other.call('POST', `${api}/receipts`, { receipt: one })).status).toBe(404)
  expect(await look(open.id, office, 'closed')).toMatchObject({ title: '（已删除）', signature: null })
  const { rows } = await app.services.pool.pg.query(
    'select * from consultation_question where id = any ($1::uuid[])',
    [[id, open.id]],
  )
  expect(JSON.stringify(rows)).not.toMatch(/三单元|部手机/)
  expect((await app.anonymous.call('GET', `${page}/faq/${id}`)).body).toContain('先关总阀，再打电话。')
})
