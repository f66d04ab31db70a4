import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startCampaignApp } from '../../../tests/support/campaign-app.ts'
import { readStream } from '../../../tests/support/event-stream.ts'
import { makeFinal } from '../../../tests/support/live-final.ts'
import { createApp } from '../../server.ts'
import { countParticipation } from '../participation/server/count-participation.ts'
import type { Question } from '../questions/question.ts'
import type { HostMoment, ScreenMoment } from './moment.ts'
import { sayBuzzer } from './public/say-buzzer.ts'
import type { LiveSetup } from './setup.ts'

const base = '/api/campaigns/jincheng-2022/live-contests'
let app: TestApp
let office: Client
let live = ''
let setup: LiveSetup
let teams: string[]
let moment: HostMoment

beforeAll(async () => {
  ;({ app } = await startCampaignApp('2022-06-21T01:00:00Z'))
  const root = await app.services.pool.db
    .selectFrom('org_unit')
    .where('level', '=', 0)
    .select('id')
    .executeTakeFirstOrThrow()
  await app.addUser('office', 'reviewer', root.id)
  office = await app.signIn('office')
})
afterAll(() => app.close())

beforeEach(async () => {
  live = v7()
  setup = makeFinal()
  teams = setup.teams.map((team) => team.id)
  const made = await office.call('POST', base, { id: live, setup })
  expect(made.status).toBe(201)
  moment = (await office.call('GET', `${base}/${live}`)).body.moment
})

async function act(action: Record<string, unknown>, status = 200) {
  const reply = await office.call('POST', `${base}/${live}/actions`, { turn: moment.turn, action })
  expect(reply.status, JSON.stringify(reply.body)).toBe(status)
  if (status === 200) moment = reply.body
  return reply
}
const begin = (index: number) => act({ do: 'begin-round', round: setup.rounds[index]!.id })
const open = `/api/public/jincheng-2022/live`
const look = async (): Promise<ScreenMoment> => (await app.anonymous.call('GET', `${open}/${live}`)).body
const scoreOf = async (team: number) => (await look()).teams[team]!.score
const pass = (ms: number) => app.clock.moveTo(new Date(app.clock.now().getTime() + ms))

/** Joins with the link of a team; gives the telephone's client. */
async function join(team: number) {
  const links = (await office.call('GET', `${base}/${live}/links`)).body.items
  const key = new URL(links[team].url).searchParams.get('k')
  const reply = await app.anonymous.call('POST', `${open}/${live}/buzzer`, { key })
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const press = async (question = moment.state.asking?.event ?? 0) =>
    app.anonymous.call('POST', `${open}/${live}/presses`, { question, rtt: 30 + team }, { cookie })
  return { status: reply.status, cookie, key, press }
}
const refresh = async () => {
  moment = (await office.call('GET', `${base}/${live}`)).body.moment
  return moment
}

test('a named team answers in its turn, and the answer is seen when it is shown', async () => {
  await begin(0)
  await act({ do: 'show-question' })
  const shown = await look()
  expect(shown.asking).toMatchObject({ team: teams[0], answer: null, options: expect.any(Array) })
  await act({ do: 'open' })
  expect((await look()).asking!.deadline).toBe(app.clock.now().getTime() + 20_000)
  await act({ do: 'judge', right: true })
  expect(await scoreOf(0)).toBe(10)
  await act({ do: 'show-answer' })
  expect((await look()).asking!.answer).toMatchObject({ short: 'B', right: [1] })
  await act({ do: 'show-question' })
  expect((await look()).asking!.team).toBe(teams[1])
})

test('nothing that is open to everybody tells the answer before it is shown', async () => {
  await begin(1)
  await act({ do: 'show-question' })
  const telephone = await join(0)
  const secrets = ['answer":2', '解析', '第五条', 'answers', 'blanks']
  const everything = async () => [
    JSON.stringify(await look()),
    String((await app.anonymous.call('GET', `/p/jincheng-2022/live/${live}`)).body),
    String(
      (
        await app.anonymous.call('GET', `/p/jincheng-2022/live/${live}/buzzer`, undefined, {
          cookie: telephone.cookie,
        })
      ).body,
    ),
    await readStream(`${app.url}${open}/${live}/stream`, (text) => text.includes('data:')),
  ]
  for (const action of [{ do: 'open' }, { do: 'decide', team: teams[0] }, { do: 'judge', right: false }]) {
    for (const text of await everything()) {
      expect(text).toContain('乙buzz-1')
      for (const secret of secrets) expect(text).not.toContain(secret)
    }
    await act(action)
  }
  await act({ do: 'show-answer' })
  expect((await everything()).every((text) => text.includes('解析buzz-1'))).toBe(true)
})

test('the first press to arrive answers; later ones change nothing', async () => {
  const telephones = await Promise.all([0, 1, 2, 3].map(join))
  await begin(1)
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  pass(700)
  expect((await telephones[2]!.press()).body).toEqual({ taken: true })
  pass(51)
  await telephones[1]!.press()
  const seen = await look()
  expect(seen).toMatchObject({
    phase: 'answering',
    asking: { team: teams[2], presses: [{ team: teams[2] }] },
  })
  await refresh()
  await act({ do: 'judge', right: false })
  expect(await scoreOf(2)).toBe(-10)
  // Once more for the others: who was wrong is not heard.
  await act({ do: 'open' })
  await telephones[2]!.press()
  expect((await look()).phase).toBe('open')
  await telephones[3]!.press()
  await refresh()
  await act({ do: 'judge', right: true })
  expect(await Promise.all([0, 1, 2, 3].map(scoreOf))).toEqual([0, 0, -10, 10])
})

test('presses within 50 ms are a tie with their round trips: the host decides, or the first has it', async () => {
  const telephones = await Promise.all([0, 1, 2].map(join))
  await begin(1)
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  await telephones[1]!.press()
  pass(50)
  await telephones[0]!.press()
  pass(1)
  await telephones[2]!.press()
  await refresh()
  expect(moment.state.asking!.presses).toMatchObject([
    { team: teams[1], rtt: 31 },
    { team: teams[0], rtt: 30 },
  ])
  expect(moment.state.asking!.team).toBe(teams[1])
  await act({ do: 'decide', team: teams[0] })
  expect((await look()).asking).toMatchObject({ team: teams[0], decided: true })
})

test('who hears of another’s press may press as long as that still ties with it, and once', async () => {
  const telephones = await Promise.all([0, 1, 2].map(join))
  await begin(1)
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  const says = async (team: number, pressed = false) => {
    const seen = await look()
    return sayBuzzer(seen, teams[team]!, pressed, seen.now)
  }
  await telephones[1]!.press()
  pass(50)
  expect(await says(0)).toMatchObject({ text: '抢答', may: true })
  expect(await says(0, true)).toMatchObject({ text: '已按下', may: false })
  expect(await says(1)).toMatchObject({ text: '抢到了', may: false })
  const { line } = await look()
  await telephones[0]!.press()
  // The telephone knows that it pressed: no line of the host has come between.
  expect((await look()).line).toBe(line)
  expect(await says(0)).toMatchObject({ text: '几乎同时', may: false })
  expect(await says(2)).toMatchObject({ text: '抢答', may: true })
  pass(1)
  expect(await says(2)).toMatchObject({ text: '没抢到', may: false })
  await telephones[2]!.press()
  await refresh()
  expect(moment.state.asking!.presses.map((one) => one.team)).toEqual([teams[1], teams[0]])
  await act({ do: 'decide', team: teams[0] })
  expect((await look()).asking!.tieUntil).toBeNull()
  expect(await says(2)).toMatchObject({ text: '没抢到', may: false })
})

test('a question with a picture is chosen, and everybody sees the picture with its words', async () => {
  const path = '/api/campaigns/jincheng-2022/live-questions'
  const { items } = (await office.call('GET', `${path}?tag=signs&limit=50`)).body
  const question = items.find((one: Question) => one.picture)
  const { picture } = question
  const pictured = makeFinal()
  pictured.rounds[1]!.questions[0]!.question = question
  live = v7()
  await office.call('POST', base, { id: live, setup: pictured })
  setup = pictured
  moment = (await office.call('GET', `${base}/${live}`)).body.moment
  await begin(1)
  await act({ do: 'show-question' })
  expect((await look()).asking!.picture).toEqual(picture)
  const telephone = await join(0)
  for (const page of ['', '/buzzer']) {
    const headers: Record<string, string> = page ? { cookie: telephone.cookie } : {}
    const address = `/p/jincheng-2022/live/${live}${page}`
    const html = String((await app.anonymous.call('GET', address, undefined, headers)).body)
    const [, source] = html.match(
      new RegExp(`<img [^>]*src="([^"]*${picture.file})"[^>]*alt="图：${picture.alt}"`),
    )!
    const shown = await fetch(`${app.url}${source}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  }
})

test('twenty presses at once take twenty different places, and one team has it', async () => {
  const telephones = await Promise.all([0, 1, 2, 3].map(join))
  await begin(1)
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  const replies = await Promise.all(Array.from({ length: 20 }, (_, index) => telephones[index % 4]!.press()))
  expect(replies.filter((one) => one.status === 200)).toHaveLength(20)
  // A team presses once for each opening.
  expect(replies.filter((one) => one.body.taken)).toHaveLength(4)
  await refresh()
  const { presses, team } = moment.state.asking!
  expect(new Set(presses.map((one) => one.number)).size).toBe(4)
  expect(presses[0]!.team).toBe(team)
})

test('a press before the buzzers are open is a foul: points off, and the team is out for this question', async () => {
  const telephone = await join(0)
  await begin(1)
  await act({ do: 'show-question' })
  await telephone.press()
  expect((await look()).teams[0]).toMatchObject({ score: -5, out: 'foul' })
  await refresh()
  await act({ do: 'open' })
  await telephone.press()
  expect((await look()).phase).toBe('open')
  // A late press of a question that has gone is not heard in the next.
  await act({ do: 'show-answer' })
  const gone = moment.state.asking!.event
  await act({ do: 'show-question' })
  expect((await telephone.press(gone)).body).toEqual({ taken: false })
  expect((await look()).teams[0]!.score).toBe(-5)
})

test('in a risk round the team chooses its stake: right adds it, wrong takes it off', async () => {
  await begin(2)
  await act({ do: 'show-question' }, 409)
  await act({ do: 'set-turn', team: teams[3], stake: 25 }, 409)
  await act({ do: 'set-turn', team: teams[3], stake: 30 })
  expect((await look()).turn).toEqual({ team: teams[3], stake: 30 })
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  await act({ do: 'judge', right: false })
  expect(await scoreOf(3)).toBe(-30)
})

test("a host's slip is undone, and what was undone comes back; points are taken back later, too", async () => {
  await begin(0)
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  await act({ do: 'judge', right: false })
  await act({ do: 'undo' })
  expect((await look()).phase).toBe('answering')
  await act({ do: 'judge', right: true })
  const judged = moment.turn
  await act({ do: 'show-answer' })
  await act({ do: 'show-question' })
  expect(await scoreOf(0)).toBe(10)
  await act({ do: 'take-back', event: judged })
  expect(await scoreOf(0)).toBe(0)
  await act({ do: 'take-back', event: moment.mayRedo! })
  expect(await scoreOf(0)).toBe(10)
  await act({ do: 'adjust', team: teams[1], points: -3, note: '超时发言' })
  expect(await scoreOf(1)).toBe(-3)
  const lines = (await office.call('GET', `${base}/${live}/events`)).body.items
  expect(lines[0].text).toContain('超时发言')
  expect(lines.filter((one: any) => !one.inForce)).toHaveLength(2)
})

test('a second click of the same button does nothing', async () => {
  await begin(0)
  const turn = moment.turn
  const both = await Promise.all(
    [1, 2].map(() =>
      office.call('POST', `${base}/${live}/actions`, { turn, action: { do: 'show-question' } }),
    ),
  )
  expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  expect(both.find((one) => one.status === 409)!.body.type).toContain('live-moved-on')
})

test('a withdrawn question is replaced by one in reserve, and a pause stops the clock', async () => {
  await begin(1)
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  await act({ do: 'pause' })
  pass(60_000)
  await act({ do: 'resume' })
  expect(moment.state.asking!.deadline).toBe(app.clock.now().getTime() + 10_000)
  await act({ do: 'substitute' })
  expect((await look()).asking).toMatchObject({ number: 1, stem: expect.stringContaining('buzz-4') })
  await act({ do: 'substitute' }, 409)
})

test('teams of equal score meet in a tie-break, which orders them and leaves the score alone', async () => {
  await act({ do: 'begin-round', round: setup.rounds[3]!.id, teams: [teams[1], teams[2]] })
  await act({ do: 'show-question' })
  await act({ do: 'open' })
  await act({ do: 'decide', team: teams[0] }, 409)
  await act({ do: 'decide', team: teams[2] })
  await act({ do: 'judge', right: true })
  const seen = await look()
  expect(seen.teams.map((team) => [team.score, team.tieBreak, team.place])).toEqual([
    [0, 0, 2],
    [0, 0, 2],
    [0, 10, 1],
    [0, 0, 2],
  ])
})

test('one telephone per team; the host replaces it and the old one is out', async () => {
  const first = await join(0)
  expect((await join(0)).status).toBe(409)
  const wrong = await app.anonymous.call('POST', `${open}/${live}/buzzer`, { key: 'x'.repeat(24) })
  expect(wrong.status).toBe(401)
  const ping = (cookie: string) =>
    app.anonymous.call('POST', `${open}/${live}/pings`, { rtt: 42 }, { cookie })
  expect((await ping(first.cookie)).status).toBe(200)
  expect((await refresh()).telephones[0]).toMatchObject({ joined: true, rtt: 42 })
  const replaced = await office.call('POST', `${base}/${live}/teams/${teams[0]}/link`, {})
  expect(replaced.status).toBe(200)
  expect((await ping(first.cookie)).status).toBe(401)
  const old = await app.anonymous.call('POST', `${open}/${live}/buzzer`, { key: first.key })
  expect(old.status).toBe(401)
  expect((await join(0)).status).toBe(200)
})

test('the setup is changed before the first question; after a rehearsal once more', async () => {
  const changed = { ...setup, teams: [...setup.teams].reverse() }
  const save = (baseVersion: number) =>
    office.call('PUT', `${base}/${live}/setup`, { baseVersion, setup: changed })
  expect((await save(1)).body).toEqual({ version: 2 })
  expect((await save(1)).body.type).toContain('live-changed')
  expect((await look()).teams[0]!.id).toBe(teams[3])
  await begin(0)
  expect((await save(2)).body.type).toContain('live-begun')
  await act({ do: 'restart' })
  expect((await save(2)).status).toBe(200)
  const doubled = { ...setup, teams: [setup.teams[0], { ...setup.teams[1], name: setup.teams[0]!.name }] }
  const refused = await office.call('PUT', `${base}/${live}/setup`, { baseVersion: 3, setup: doubled })
  expect(refused.body.errors).toEqual([{ path: 'setup.teams.1.name', message: '队名重复' }])
})

test('servers side by side agree, and a new one goes on where the other was killed', async () => {
  const { app: other } = await createApp({ ...app.services })
  const url = await other.listen({ port: 0, host: '127.0.0.1' })
  const stream = readStream(`${url}${open}/${live}/stream`, (text) => text.includes('必答题'))
  await begin(0)
  expect(await stream).toContain('"phase":"waiting"')
  await act({ do: 'show-question' })
  const before = await look()
  const fresh = await (await fetch(`${url}${open}/${live}`)).json()
  expect(fresh).toEqual(before)
  // Whoever knows the moment already is not sent it again when the stream is taken up anew.
  const again = await readStream(`${url}${open}/${live}/stream`, (text) => text.includes('beat'), {
    'last-event-id': String(before.version),
  })
  expect(again).not.toContain('data: {')
  await other.close()
})

test('the final counts as one meeting, once, when the host says so; undone, it does not', async () => {
  const total = async (): Promise<number> => {
    await countParticipation(app.services)
    const path = '/api/campaigns/jincheng-2022/ledger/figures?unit=jincheng'
    const { figures } = (await office.call('GET', path)).body
    return figures.find((one: any) => one.code === 'contest.sessions').value ?? 0
  }
  const start = await total()
  await begin(0)
  await act({ do: 'end', count: true })
  expect(await total()).toBe(start + 1)
  await act({ do: 'undo' })
  expect(await total()).toBe(start)
  await act({ do: 'end', count: true })
  await act({ do: 'end', count: true }, 409)
  expect(await total()).toBe(start + 1)
})

test('the result sheet and the log are downloads', async () => {
  await begin(0)
  for (const file of ['result.docx', 'events.xlsx']) {
    const reply = await office.call('GET', `${base}/${live}/${file}`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-disposition')).toContain('attachment')
  }
})

test('questions are found in the bank and drawn by chance, none twice', async () => {
  const questions = '/api/campaigns/jincheng-2022/live-questions'
  const found = (await office.call('GET', `${questions}?kind=judge&limit=5`)).body
  expect(found.items).toHaveLength(5)
  expect(found.items.every((one: any) => one.kind === 'judge')).toBe(true)
  expect(found.banks.length).toBeGreaterThan(0)
  const without = found.items.map((one: any) => one.key)
  const picked = (await office.call('POST', `${questions}/pick`, { kind: 'judge', take: 10, without })).body
  const keys = picked.items.map((one: any) => one.key)
  expect(new Set([...keys, ...without]).size).toBe(15)
})
