import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client, TestApp } from '../../../tests/support/app.ts'
import { startDemoApp } from '../../../tests/support/demo-app.ts'
import { verifyDraw } from '../contests/server/verify-draw.ts'

const api = '/api/campaigns/jincheng-2022'
let app: TestApp
const signedIn = new Map<string, Client>()
beforeAll(async () => {
  app = await startDemoApp()
  for (const username of ['office', 'reviewer', 'expert-industry'])
    signedIn.set(username, await signIn(username))
}, 120_000)
afterAll(() => app?.close())

async function signIn(username: string): Promise<Client> {
  const { body: demo } = await app.anonymous.call('GET', '/api/demo')
  expect(demo.accounts.map((one: any) => one.username)).toContain(username)
  const account = { username, password: demo.password }
  const reply = await app.anonymous.call('POST', '/api/auth/sign-in/username', account)
  return app.withCookie(reply.headers.getSetCookie()[0]!.split(';')[0]!)
}

async function read(path: string, name = 'office') {
  const { status, body } = await signedIn.get(name)!.call('GET', `${api}/${path}`)
  expect(status, path).toBe(200)
  return body
}

test('every public activity has been taken part in, and is told on the portal', async () => {
  const { channels } = await read('participation')
  expect(channels.filter((one: any) => one.people === 0)).toEqual([])
  const portal = await (await fetch(`${app.url}/p/jincheng-2022`)).text()
  for (const { title } of channels) expect(portal).toContain(title)
})

test('what citizens did stands in the reports of units, and opens to its acts', async () => {
  const { values } = await read('statistics?unit=zezhou')
  const taken = values.find((one: any) => one.code === 'quizzes.people').value
  expect(taken).toBeGreaterThan(0)
  const { items } = await read('ledger/entries?unit=zezhou&code=quizzes.people&limit=200')
  expect(items.some((one: any) => one.title === '新安法知多少（网上参与）')).toBe(true)
})

test('the draw that was held can be checked by everybody; another one is promised', async () => {
  const draws = `${app.url}/api/public/jincheng-2022/contests`
  const held = await (await fetch(`${draws}/quiz-warm-up/draw.json`)).json()
  expect(held.winners).toHaveLength(10)
  expect(verifyDraw(held).filter((one) => !one.passed)).toEqual([])
  expect((await read('contests/quiz-law/draw')).closed).toBeNull()
})

test('what the office changed in the bank waits for the second reviewer', async () => {
  const { items } = await read('questions?state=review', 'reviewer')
  expect(items).toHaveLength(1)
  const approve = `${api}/questions/${items[0].key}/versions/2/approve`
  expect((await signedIn.get('office')!.call('POST', approve)).body.title).toBe('own-change')
  expect((await signedIn.get('reviewer')!.call('POST', approve)).status).toBe(200)
})

test.each(['2022-05-20', '2022-06-08', '2022-07-10', '2023-02-01'])(
  'the demo can begin on %s, with what had happened by then',
  async (day) => {
    const at = new Date(`${day}T10:30:00+08:00`)
    const other = await startDemoApp(at)
    try {
      // A contest's one meeting is dated by the database, whose clock is not the demo's.
      const { latest } = await other.services.pool.db
        .selectFrom('participation')
        .select((of) => of.fn.max('at').as('latest'))
        .where('channel', 'not like', 'contest%')
        .executeTakeFirstOrThrow()
      expect(latest === null).toBe(day === '2022-05-20')
      expect((latest ?? at).getTime()).toBeLessThanOrEqual(at.getTime())
      expect((await other.anonymous.call('GET', '/p/jincheng-2022')).status).toBe(200)
    } finally {
      await other.close()
    }
  },
  120_000,
)

test('entries and questions wait for moderator and expert', async () => {
  expect((await read('topics/entries?state=pending')).items.length).toBeGreaterThan(0)
  const asked = (await read('consultations/questions', 'expert-industry')).items
  expect(asked.map((one: any) => one.title)).toEqual(['电梯被困时可以自己扒门吗？'])
})
