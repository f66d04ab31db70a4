import { existsSync } from 'node:fs'
import path from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roleMay, roles } from '../src/platform/shared/permissions.ts'
import type { Access, Route } from '../src/platform/shared/route.ts'
import { type Client, type TestApp, startTestApp } from './support/app.ts'
import { type SmallCity, buildSmallCity } from './support/county.ts'

/** Walks every route × role × (own unit, child, sibling, parent, nobody): the rule is written once, in access.ts. */
const places = ['east', 'town', 'west', 'city'] as const
type Place = (typeof places)[number]
/** Things that a path may name; each belongs to one unit. */
const named = [
  'obligation',
  'submission',
  'file',
  'activity',
  'clipping',
  'case',
  'remark',
  'participation',
  'flag',
  'entry',
  'question',
  'session',
  'live',
  'article',
] as const
const covered: Record<Place, boolean> = { east: true, town: true, west: false, city: false }

let app: TestApp
let city: SmallCity
const clients = new Map<Role, Client>()
const things = new Map<Place, Record<(typeof named)[number], string>>()

beforeAll(async () => {
  app = await startTestApp()
  city = await buildSmallCity(app.services.pool.db)
  for (const role of roles) {
    await app.addUser(role, role, city.units.east.id)
    clients.set(role, await app.signIn(role))
  }
  for (const place of places) things.set(place, await addThings(place))
})
afterAll(() => app.close())

function request(route: Route, place: Place, extra: Record<string, string> = {}) {
  const values: Record<string, string> = {
    campaign: 'small',
    unit: place,
    task: 'weekly',
    ...things.get(place),
    ...extra,
  }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '1')
  return /:unit\b/.test(route.path) ? path : `${path}?unit=${place}`
}

/** Built pages hold no data: they are the same for everybody. */
const isPageFile = (name: string) =>
  !name.startsWith('/api/') && existsSync(path.resolve(import.meta.dirname, '../dist/web', `.${name}`))

const isRefused = (status: number) => status === 401 || status === 403

describe('who may call what', () => {
  it('every answering address is a declared route', () => {
    // The router joins parameters of one place, `:receipt|:id`.
    const plain = (path: string) => path.replace(/:[\w|:]+/g, ':x')
    const declared = new Set(
      [...app.routes.map(({ route }) => route.path), ...app.rawRoutes.map((raw) => raw.path)].map(plain),
    )
    for (const path of app.listPaths())
      expect(declared.has(plain(path)) || path === '/*' || path === '*' || isPageFile(path), path).toBe(true)
    for (const { route } of app.routes) expect(route.access, route.path).toBeDefined()
  })

  it('only these routes are open to everybody', () => {
    const open = app.routes
      .filter(({ route }) => route.access === 'public')
      .map(({ route }) => `${route.method} ${route.path}`)
    expect(open.sort()).toEqual([
      'GET /api/devices/challenge',
      'GET /api/feedback/:receipt',
      'GET /api/health',
      'GET /api/laws/:law/articles/:article',
      'GET /api/me',
      'GET /api/openapi.json',
      'GET /api/public/:campaign/contests/:contest/board',
      'GET /api/public/:campaign/contests/:contest/draw.json',
      'GET /api/public/:campaign/live/:live',
      'GET /api/public/:campaign/questions/pictures/:file',
      'GET /api/public/:campaign/units',
      'GET /api/public/:campaign/workplaces',
      'GET /api/ready',
      'GET /metrics',
      'GET /p',
      'GET /p/:campaign',
      'GET /p/:campaign/articles',
      'GET /p/:campaign/articles/:article',
      'GET /p/:campaign/card.png',
      'GET /p/:campaign/certificates',
      'GET /p/:campaign/certificates/:code',
      'GET /p/:campaign/consultations/:consultation',
      'GET /p/:campaign/consultations/:consultation/ask',
      'GET /p/:campaign/consultations/:consultation/faq/:question',
      'GET /p/:campaign/consultations/:consultation/mine',
      'GET /p/:campaign/consultations/:consultation/sessions',
      'GET /p/:campaign/contests/:contest',
      'GET /p/:campaign/contests/:contest/attempts/:attempt',
      'GET /p/:campaign/contests/:contest/board',
      'GET /p/:campaign/contests/:contest/draw',
      'GET /p/:campaign/contests/:contest/practice',
      'GET /p/:campaign/laws',
      'GET /p/:campaign/live/:live',
      'GET /p/:campaign/live/:live/buzzer',
      'GET /p/:campaign/me',
      'GET /p/:campaign/pledges/:pledge',
      'GET /p/:campaign/poster.png',
      'GET /p/:campaign/privacy',
      'GET /p/:campaign/programme',
      'GET /p/:campaign/programme.ics',
      'GET /p/:campaign/qr.svg',
      'GET /p/:campaign/topics/:topic',
      'GET /p/:campaign/topics/:topic/entries/:entry',
      'GET /p/:campaign/topics/:topic/mine',
      'GET /p/:campaign/topics/:topic/new',
      'GET /p/text-size',
      'GET /robots.txt',
      'POST /api/devices',
      'POST /api/feedback',
      'POST /api/public/:campaign/contests/:contest/practice',
      'POST /api/public/:campaign/contests/:contest/practice/answers',
      'POST /api/public/:campaign/live/:live/buzzer',
      'POST /api/public/:campaign/live/:live/pings',
      'POST /api/public/:campaign/live/:live/presses',
      'POST /api/setup',
      'POST /p/:campaign/me/forget',
    ])
    expect(app.rawRoutes.filter((raw) => raw.access === 'public').map((raw) => raw.path)).toEqual([
      '/api/auth/*',
      // Of published entries only.
      '/api/public/:campaign/topics/:topic/entries/:entry/files/:file',
      '/api/public/:campaign/live/:live/stream',
      '/p/:campaign/articles/:article/files/:file',
    ])
  })

  it('nobody gets in without signing in', async () => {
    for (const { route } of app.routes.filter((one) => one.route.access !== 'public')) {
      const reply = await app.anonymous.call(
        route.method,
        request(route, 'east'),
        writes(route) ? {} : undefined,
      )
      expect([route.method, route.path, reply.status]).toEqual([route.method, route.path, 401])
    }
    for (const raw of app.rawRoutes.filter((one) => one.access !== 'public')) {
      const method = raw.methods[0] === '*' ? 'POST' : raw.methods[0]!
      const path = request({ path: raw.path.replace(/\*$/, 'x') } as Route, 'east')
      expect([raw.path, (await app.anonymous.call(method as 'GET', path)).status]).toEqual([raw.path, 401])
    }
  })

  it.each(roles)('%s of a county is judged by permission and place on every route', async (role) => {
    const client = clients.get(role)!
    for (const { route } of app.routes) {
      const rule = route.access
      if (typeof rule === 'string') continue
      for (const place of places) {
        const allowed = isAllowed(rule, role, place)
        const reply = await client.call(route.method, request(route, place), writes(route) ? {} : undefined)
        const seen = isRefused(reply.status) ? 'refused' : 'let in'
        expect([role, place, route.method, route.path, seen]).toEqual([
          role,
          place,
          route.method,
          route.path,
          allowed ? 'let in' : 'refused',
        ])
      }
    }
  })

  it('a query cannot stand in for the unit in the path', async () => {
    for (const { route } of app.routes.filter((one) => /:unit\b/.test(one.route.path))) {
      const rule = route.access as Exclude<Access, string>
      const role = roles.find((one) => roleMay(one, rule.permission))!
      const reply = await clients.get(role)!.call(route.method, `${request(route, 'west')}?unit=east`)
      expect([route.path, reply.status]).toEqual([route.path, 403])
    }
  })

  it('a thing that does not exist is not found, for those who may ask', async () => {
    for (const { route } of app.routes) {
      const rule = route.access
      if (typeof rule === 'string') continue
      const thing = named.find((name) => rule.on === name || rule.on === `${name}-owner`)
      if (!thing) continue
      const role = roles.find((one) => roleMay(one, rule.permission))!
      for (const id of [v7(), 'x', "' or 1=1 --"]) {
        const path = request(route, 'east', { [thing]: encodeURIComponent(id) })
        const reply = await clients.get(role)!.call(route.method, path, writes(route) ? {} : undefined)
        expect([route.path, id, reply.status === 404 || reply.status === 400]).toEqual([route.path, id, true])
      }
    }
  })
})

function isAllowed(rule: Exclude<Access, string>, role: Role, place: Place): boolean {
  if (!roleMay(role, rule.permission)) return false
  if (rule.on === 'deployment') return false
  return rule.on === 'scope' || covered[place]
}

function writes(route: Route): boolean {
  return route.method !== 'GET' && route.method !== 'DELETE'
}

/** One of each thing, of the unit. */
async function addThings(place: Place) {
  const { db } = app.services.pool
  const unit = await db.selectFrom('org_unit').selectAll().where('code', '=', place).executeTakeFirstOrThrow()
  const campaign = await db.selectFrom('campaign').selectAll().executeTakeFirstOrThrow()
  const task = await db.selectFrom('task').selectAll().executeTakeFirstOrThrow()
  const user = await db.selectFrom('user').select('id').executeTakeFirstOrThrow()
  const [obligation, submission, file, activity] = [v7(), v7(), v7(), v7()]
  const [clipping, typicalCase, remark, participation, flag, live] = [v7(), v7(), v7(), v7(), v7(), v7()]
  const article = v7()
  const now = app.clock.now()
  await db
    .insertInto('obligation')
    .values({
      id: obligation,
      campaign_id: campaign.id,
      task_id: task.id,
      task_key: task.key,
      unit_id: unit.id,
      period_key: 'walk',
      period_title: '走查',
      period_start: '2030-06-06',
      period_end: '2030-06-12',
      opens_at: new Date('2030-06-06T00:00:00Z'),
      due_at: new Date('2030-06-13T02:00:00Z'),
      a0: unit.a0,
      a1: unit.a1,
      a2: unit.a2,
    })
    .execute()
  await db
    .insertInto('submission')
    .values({
      id: submission,
      obligation_id: obligation,
      campaign_id: campaign.id,
      unit_id: unit.id,
      revision: 1,
      content: JSON.stringify({ fields: {}, figures: {} }),
      definition_digest: campaign.digest,
      digest: 'd',
      receipt: `walk-${place}`,
      zero_report: false,
      submitted_at: now,
      submitted_by: user.id,
      on_time: true,
      idempotency_key: 'walk-00001',
    })
    .execute()
  const sha256 = 'a'.repeat(63) + places.indexOf(place)
  await db
    .insertInto('blob')
    .values({ sha256, size: 1, media_type: 'application/pdf', kind: 'document', stored_at: now })
    .execute()
  await db
    .insertInto('file')
    .values({ id: file, sha256, name: '文件.pdf', unit_id: unit.id, uploaded_at: now, uploaded_by: user.id })
    .execute()
  await db
    .insertInto('activity')
    .values({
      id: activity,
      campaign_id: campaign.id,
      unit_id: unit.id,
      type: 'study',
      title: '走查',
      day: '2030-06-10',
      version: 1,
      digest: 'd',
      created_at: now,
      created_by: user.id,
      changed_at: now,
    })
    .execute()
  await db
    .insertInto('remark')
    .values({
      id: remark,
      campaign_id: campaign.id,
      unit_id: unit.id,
      rule_key: 'walk',
      kind: 'no-sessions',
      subject: 'activity',
      subject_id: activity,
      found_at: now,
    })
    .execute()
  const recorded = {
    campaign_id: campaign.id,
    unit_id: unit.id,
    title: '走查',
    day: '2030-06-10',
    version: 1,
    digest: 'd',
    created_at: now,
    created_by: user.id,
    changed_at: now,
  }
  const clip = { id: clipping, outlet: '日报', level: 'county', medium: 'paper', topic: 'general' }
  await db
    .insertInto('clipping')
    .values({ ...recorded, ...clip })
    .execute()
  await db
    .insertInto('typical_case')
    .values({ ...recorded, id: typicalCase, facts: '走查' })
    .execute()
  await db
    .insertInto('participation_day')
    .values({
      id: participation,
      campaign_id: campaign.id,
      channel: 'contest.walk',
      unit_id: unit.id,
      day: '2030-06-10',
      sessions: 0,
      people: 1,
      quantity: 0,
    })
    .execute()
  await db
    .insertInto('participation_flag')
    .values({
      id: flag,
      campaign_id: campaign.id,
      kind: 'many-units',
      channel: '*',
      unit_id: unit.id,
      day: '2030-06-10',
      subject: `walk ${place}`,
      detail: JSON.stringify({ units: 3 }),
      found_at: now,
    })
    .execute()
  const participant = v7()
  const [entry, question, session] = [v7(), v7(), v7()]
  await db.insertInto('participant').values({ id: participant, created_at: now }).execute()
  const asked = { campaign_id: campaign.id, unit_id: unit.id, participant_id: participant, digest: 'd' }
  await db
    .insertInto('topic_entry')
    .values({
      ...asked,
      id: entry,
      topic: 'walk',
      title: '走查',
      body: '走查',
      state: 'pending',
      submitted_at: now,
      marks: JSON.stringify({ words: [], alike: [] }),
    })
    .execute()
  await db
    .insertInto('consultation_question')
    .values({
      ...asked,
      id: question,
      consultation: 'walk',
      receipt_hash: Buffer.from(`walk-${place}`),
      title: '走查',
      body: '走查',
      may_publish: true,
      field: 'walk',
      state: 'open',
      asked_at: now,
    })
    .execute()
  await db
    .insertInto('consultation_session')
    .values({
      id: session,
      campaign_id: campaign.id,
      consultation: 'walk',
      unit_id: unit.id,
      title: '走查',
      intro: '',
      field: 'walk',
      expert: '走查',
      starts_at: now,
      ends_at: new Date(now.getTime() + 3_600_000),
      seats: 10,
      link: 'https://meeting.invalid/walk',
      version: 1,
      created_at: now,
      created_by: user.id,
    })
    .execute()
  await db
    .insertInto('live_contest')
    .values({
      id: live,
      campaign_id: campaign.id,
      unit_id: unit.id,
      title: '走查',
      day: '2030-06-10',
      created_at: now,
      created_by: user.id,
    })
    .execute()
  await db
    .insertInto('article')
    .values({
      id: article,
      campaign_id: campaign.id,
      unit_id: unit.id,
      kind: 'news',
      title: '走查',
      body: '走查',
      created_at: now,
      created_by: user.id,
      changed_at: now,
    })
    .execute()
  const ofCitizens = { participation, flag, entry, question, session, live, article }
  return { obligation, submission, file, activity, clipping, case: typicalCase, remark, ...ofCitizens }
}
