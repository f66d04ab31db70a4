import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp, testPassword } from '../../../tests/support/app.ts'
import { type SmallCity, buildSmallCity } from '../../../tests/support/county.ts'

let app: TestApp
let city: SmallCity
beforeEach(async () => {
  app = await startTestApp()
})
afterEach(() => app.close())

describe('before anybody has an account', () => {
  const first = { username: 'first', name: '系统管理员', password: 'twelve letters' }

  it('makes the first administrator once, after a campaign is there', async () => {
    expect((await app.anonymous.call('GET', '/api/me')).body).toMatchObject({ user: null, setupNeeded: true })
    expect((await app.anonymous.call('POST', '/api/setup', first)).body.type).toBe(
      'urn:anyue:problem:no-campaign-yet',
    )
    await buildSmallCity(app.services.pool.db)
    expect(
      (await app.anonymous.call('POST', '/api/setup', { ...first, password: 'short' })).body.errors,
    ).toMatchObject([{ path: 'password', message: '密码至少 10 位' }])
    const both = await Promise.all(
      [first, { ...first, username: 'second' }].map((one) => app.anonymous.call('POST', '/api/setup', one)),
    )
    expect(both.map((reply) => reply.status).sort()).toEqual([201, 409])
    expect((await app.anonymous.call('GET', '/api/me')).body.setupNeeded).toBe(false)
  })
})

describe('signing in', () => {
  beforeEach(async () => {
    city = await buildSmallCity(app.services.pool.db)
    await app.addUser('east', 'liaison', city.units.east.id)
    await app.addUser('admin', 'admin', city.units.city.id)
  })
  const signIn = (username: unknown, password: unknown) =>
    app.anonymous.call('POST', '/api/auth/sign-in/username', { username, password })

  it('sets a session that ends with signing out, and is audited', async () => {
    const client = await app.signIn('east')
    expect((await client.call('GET', '/api/me')).body.user).toMatchObject({
      username: 'east',
      permissions: [
        'report.read',
        'report.write',
        'activity.write',
        'ledger.adjust',
        'statistics.read',
        'unit.read',
        'pledge.read',
      ],
    })
    await client.call('POST', '/api/auth/sign-out')
    expect((await client.call('GET', '/api/me')).body.user).toBeNull()
    const kinds = await app.services.pool.db.selectFrom('audit_record').select('kind').execute()
    expect(kinds).toEqual([{ kind: 'signed-in' }])
  })

  it('keeps the token out of the page and the cookie out of scripts', async () => {
    const reply = await signIn('east', testPassword)
    expect(reply.body).toEqual({ twoFactorRedirect: false })
    expect(reply.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/)
  })

  it.each([
    ['a wrong password', 'east', 'wrong'],
    ['an unknown name', 'nobody', 'wrong'],
    ['no name', undefined, undefined],
    ['an object for a name', { $ne: 1 }, 'x'],
  ])('tells the same about %s', async (_, username, password) => {
    expect(await signIn(username, password)).toMatchObject({
      status: 401,
      body: { detail: '用户名或密码不正确。' },
    })
  })

  it('locks after five failures, also for the right password, until an administrator unlocks', async () => {
    for (let time = 1; time <= 4; time += 1) expect((await signIn('east', 'wrong')).status).toBe(401)
    expect((await signIn('east', 'wrong')).status).toBe(423)
    expect(await signIn('east', testPassword)).toMatchObject({
      status: 423,
      body: { type: 'urn:anyue:problem:account-locked' },
    })
    const admin = await app.signIn('admin')
    const users = (await admin.call('GET', '/api/users?q=east')).body.items
    expect(users).toMatchObject([{ username: 'east', lockedUntil: expect.any(String) }])
    await admin.call('PATCH', `/api/users/${users[0].id}`, { unlock: true })
    expect((await signIn('east', testPassword)).status).toBe(200)
  })

  it('refuses a request from another web site', async () => {
    const reply = await app.anonymous.call(
      'POST',
      '/api/feedback',
      { page: '/', content: '你好' },
      { origin: 'https://elsewhere.example' },
    )
    expect(reply).toMatchObject({ status: 403, body: { type: 'urn:anyue:problem:foreign-origin' } })
  })

  it.each([
    '/api/auth/sign-up/email',
    '/api/auth/update-user',
    '/api/auth/change-password',
    '/api/auth/delete-user',
  ])('offers nobody %s', async (path) => {
    const client = await app.signIn('east')
    expect(
      (await client.call('POST', path, { name: 'x', email: 'x@y.cn', password: 'long enough 1' })).status,
    ).toBe(404)
  })

  it('changes the own password and ends the other sessions', async () => {
    const [here, there] = [await app.signIn('east'), await app.signIn('east')]
    const wrong = await here.call('POST', '/api/account/password', {
      currentPassword: 'no',
      newPassword: 'another long one',
    })
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'currentPassword' }] } })
    const changed = await here.call('POST', '/api/account/password', {
      currentPassword: testPassword,
      newPassword: 'another long one',
    })
    expect(changed.status).toBe(200)
    expect((await here.call('GET', '/api/me')).body.user).not.toBeNull()
    expect((await there.call('GET', '/api/me')).body.user).toBeNull()
    expect((await signIn('east', 'another long one')).status).toBe(200)
  })
})

describe('managing accounts', () => {
  beforeEach(async () => {
    city = await buildSmallCity(app.services.pool.db)
    await app.addUser('admin', 'admin', city.units.city.id)
    await app.addUser('east-admin', 'admin', city.units.east.id)
  })

  it('gives a first password that must be changed, and disabling ends sessions at once', async () => {
    const admin = await app.signIn('admin')
    const made = await admin.call('POST', '/api/users', {
      username: 'west',
      name: '西县联络员',
      grants: [{ role: 'liaison', unit: 'west' }],
    })
    expect(made.status).toBe(201)
    const reply = await app.anonymous.call('POST', '/api/auth/sign-in/username', {
      username: 'west',
      password: made.body.password,
    })
    const cookie = reply.headers.getSetCookie()[0]!.split(';')[0]!
    const me = () => app.anonymous.call('GET', '/api/me', undefined, { cookie })
    expect((await me()).body.user).toMatchObject({ name: '西县联络员', mustChangePassword: true })
    await admin.call('PATCH', `/api/users/${made.body.user.id}`, { disabled: true })
    expect((await me()).body.user).toBeNull()
    expect(
      (
        await app.anonymous.call('POST', '/api/auth/sign-in/username', {
          username: 'west',
          password: made.body.password,
        })
      ).status,
    ).toBe(401)
    expect(
      (
        await admin.call('POST', '/api/users', {
          username: 'west',
          name: 'x',
          grants: [{ role: 'liaison', unit: 'west' }],
        })
      ).body.type,
    ).toBe('urn:anyue:problem:username-taken')
  })

  it('keeps an administrator of a county within the county', async () => {
    const admin = await app.signIn('east-admin')
    const grant = (unit: string) =>
      admin.call('POST', '/api/users', {
        username: `x-${unit}`,
        name: 'x',
        grants: [{ role: 'reviewer', unit }],
      })
    expect((await grant('town')).status).toBe(201)
    expect((await grant('west')).status).toBe(403)
    expect((await grant('city')).status).toBe(403)
    const users = (await admin.call('GET', '/api/users')).body.items.map(
      (user: { username: string }) => user.username,
    )
    expect(users).toEqual(['east-admin', 'x-town'])
    const { id } = await app.services.pool.db
      .selectFrom('user')
      .select('id')
      .where('username', '=', 'admin')
      .executeTakeFirstOrThrow()
    expect((await admin.call('POST', `/api/users/${id}/password`)).status).toBe(404)
  })
})

describe('changing roles', () => {
  beforeEach(async () => {
    city = await buildSmallCity(app.services.pool.db)
    await app.addUser('admin', 'admin', city.units.city.id)
    await app.addUser('east-admin', 'admin', city.units.east.id)
    await app.addUser('west', 'liaison', city.units.west.id)
    await app.addUser('auditor', 'auditor', city.units.city.id)
  })
  const idOf = async (username: string) =>
    (
      await app.services.pool.db
        .selectFrom('user')
        .select('id')
        .where('username', '=', username)
        .executeTakeFirstOrThrow()
    ).id

  it('takes effect at once and is audited by name', async () => {
    const [admin, west] = [await app.signIn('admin'), await app.signIn('west')]
    expect((await west.call('GET', '/api/campaigns/small/inbox')).status).toBe(403)
    const id = await idOf('west')
    const grants = [{ role: 'reviewer', unit: 'west' }]
    const changed = await admin.call('PATCH', `/api/users/${id}`, { grants })
    expect(changed.body.grants).toMatchObject([{ role: 'reviewer', unit: { code: 'west' } }])
    expect((await west.call('GET', '/api/campaigns/small/inbox')).status).toBe(200)
    const auditor = await app.signIn('auditor')
    const line = (await auditor.call('GET', '/api/audit?kind=user-changed')).body.items[0]
    expect(line).toMatchObject({
      subject: { kind: 'account', name: 'west' },
      before: { grants: [{ role: 'liaison', unit: '西县' }] },
      after: { grants: [{ role: 'reviewer', unit: '西县' }] },
    })
  })

  it('keeps the own administration, and the county administrator to the county', async () => {
    const [admin, county] = [await app.signIn('admin'), await app.signIn('east-admin')]
    const own = `/api/users/${await idOf('admin')}`
    const narrower = await admin.call('PATCH', own, { grants: [{ role: 'admin', unit: 'east' }] })
    expect(narrower).toMatchObject({ status: 409, body: { type: 'urn:anyue:problem:own-administration' } })
    const more = [
      { role: 'admin', unit: 'city' },
      { role: 'auditor', unit: 'city' },
    ]
    expect((await admin.call('PATCH', own, { grants: more })).status).toBe(200)
    const other = `/api/users/${await idOf('east-admin')}`
    const wider = await county.call('PATCH', other, { grants: [{ role: 'admin', unit: 'city' }] })
    expect(wider.status).toBe(403)
    expect((await county.call('GET', '/api/users')).body.items).toMatchObject([
      { own: true, mayChange: true },
    ])
  })

  it('shows an account that reaches beyond the county and does not let it be changed there', async () => {
    const [admin, county] = [await app.signIn('admin'), await app.signIn('east-admin')]
    const path = `/api/users/${await idOf('west')}`
    const grants = ['east', 'west'].map((unit) => ({ role: 'liaison', unit }))
    await admin.call('PATCH', path, { grants })
    const shown = (await county.call('GET', '/api/users?q=west')).body.items
    expect(shown).toMatchObject([{ username: 'west', mayChange: false }])
    expect((await county.call('PATCH', path, { disabled: true })).status).toBe(403)
  })
})

describe('the audit log', () => {
  it('is narrowed to a unit, a person and a day', async () => {
    city = await buildSmallCity(app.services.pool.db)
    await app.addUser('auditor', 'auditor', city.units.city.id)
    await app.addUser('east', 'liaison', city.units.east.id)
    const [auditor, east] = [await app.signIn('auditor'), await app.signIn('east')]
    await east.call(
      'POST',
      `/api/campaigns/small/obligations/${city.obligations.east}/submissions`,
      { zeroReport: true },
      { 'idempotency-key': 'key-00000001' },
    )
    const kinds = async (query: string) =>
      (await auditor.call('GET', `/api/audit?${query}`)).body.items.map((one: { kind: string }) => one.kind)
    expect(await kinds('unit=east')).toEqual(['report-submitted'])
    expect(await kinds('unit=west')).toEqual([])
    expect(await kinds('user=eas')).toEqual(['report-submitted', 'signed-in'])
    expect(await kinds('from=2030-06-12T00:00:00Z&to=2030-06-12T23:59:59Z')).toHaveLength(3)
    expect(await kinds('to=2030-06-11T23:59:59Z')).toEqual([])
    const line = (await auditor.call('GET', '/api/audit?unit=east')).body.items[0]
    expect(line.subject).toEqual({ kind: 'submission', name: '第1次周报（第 1 版）' })
  })

  it('shows an auditor who did what, and cannot be changed even by the database owner', async () => {
    city = await buildSmallCity(app.services.pool.db)
    await app.addUser('auditor', 'auditor', city.units.city.id)
    const auditor = await app.signIn('auditor')
    const { body } = await auditor.call('GET', '/api/audit')
    expect(body.items).toMatchObject([{ kind: 'signed-in', phrase: '登录', userName: 'auditor' }])
    const { pg } = app.services.pool
    for (const change of [
      'update audit_record set kind = kind',
      'delete from audit_record',
      'truncate audit_record',
    ])
      await expect(pg.query(change)).rejects.toThrow('append-only')
  })
})
