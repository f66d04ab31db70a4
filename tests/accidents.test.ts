import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hashPassword } from 'better-auth/crypto'
import { expect, test } from 'vitest'
import { createAccount } from '../src/features/accounts/server/create-user.ts'
import { readConfig } from '../src/platform/server/config.ts'
import { openPool } from '../src/platform/server/database.ts'
import { startServices } from '../src/start-services.ts'
import { startTestApp, testPassword } from './support/app.ts'
import { countBroken, countStuck } from './support/check-reports.ts'
import { type SmallCity, buildSmallCity } from './support/county.ts'
import { findDatabase } from './support/find-database.ts'
import { formatRequest, openConnection } from './support/raw-client.ts'
import { killPostgres, startServer, untilReady } from './support/server-process.ts'
import { submitUntilCut } from './support/submit-until-cut.ts'

const none = { lost: 0, doubled: 0, torn: 0 }

/** Weekly reports of two counties in turn, each with words of its own. */
function createReports(city: SmallCity, cookies: Record<'east' | 'west', string>) {
  let sent = 0
  return () => {
    sent += 1
    const unit = sent % 2 === 0 ? 'east' : 'west'
    const obligation = city.obligations[unit]
    const key = `accident-${sent}`
    const target = `/api/campaigns/small/obligations/${obligation}/submissions`
    const headers = { cookie: cookies[unit], 'idempotency-key': key }
    const content = { fields: { summary: `开展宣讲，第 ${sent} 次报送` }, figures: { 'study.people': sent } }
    return { obligation, key, request: formatRequest('POST', target, headers, JSON.stringify(content)) }
  }
}

test('clients that vanish after sending leave nothing half done, and sending again is harmless', async () => {
  const app = await startTestApp()
  try {
    const pool = app.services.pool
    const city = await buildSmallCity(pool.db)
    for (const unit of ['east', 'west'] as const) await app.addUser(unit, 'liaison', city.units[unit].id)
    const next = createReports(city, {
      east: (await app.signIn('east')).cookie,
      west: (await app.signIn('west')).cookie,
    })
    const reports = Array.from({ length: 60 }, next)
    await Promise.all(
      reports.map(async ({ request }, index) => {
        const line = await openConnection(app.url)
        line.send(request).catch(() => undefined)
        await wait(index % 30)
        line.drop()
      }),
    )
    const again = [...reports]
    const { answered, pending, refused } = await submitUntilCut(app.url, 16, () => again.pop()).finish()
    expect({ pending, refused }).toEqual({ pending: [], refused: [] })
    expect(answered).toHaveLength(reports.length)
    expect(await countBroken(pool.pg, reports)).toEqual(none)
    await expect.poll(() => countStuck(pool.pg)).toBe(0)
  } finally {
    await app.close()
  }
})

test('a kill -9 of PostgreSQL or of the server loses no acknowledged report and doubles none', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anyue accidents '))
  const env = { DATA_DIR: folder, LOG_LEVEL: 'silent' }
  const city = await prepareCity(folder)
  let server = await startServer(env)
  try {
    const next = createReports(city, {
      east: await signIn(server.url, 'east'),
      west: await signIn(server.url, 'west'),
    })
    const acknowledged = []
    for (const target of ['PostgreSQL', 'server']) {
      let sent = 0
      let reached: () => void
      const midway = new Promise<void>((resolve) => (reached = resolve))
      const work = submitUntilCut(server.url, 8, () => {
        sent += 1
        if (sent === 40) reached()
        return next()
      })
      await midway
      if (target === 'PostgreSQL') {
        killPostgres(folder)
        await untilReady(server.url)
      } else {
        await server.kill()
        server = await startServer(env)
      }
      const { answered, pending } = await work.stop()
      const again = await submitUntilCut(server.url, 8, () => pending.pop()).finish()
      expect(again).toMatchObject({ pending: [], refused: [] })
      acknowledged.push(...answered, ...again.answered)
    }
    const pool = openPool(await findDatabase(folder), { max: 1 })
    expect(await countBroken(pool.pg, acknowledged)).toEqual(none)
    await pool.close()
    expect(acknowledged.length).toBeGreaterThanOrEqual(60)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)

/** A city in a data folder of its own, whose reports may be sent at the real time. */
async function prepareCity(folder: string): Promise<SmallCity> {
  const { services, stop } = await startServices(readConfig({ DATA_DIR: folder }))
  const { db } = services.pool
  const city = await buildSmallCity(db)
  await db
    .updateTable('obligation')
    .set({ opens_at: new Date(0) })
    .execute()
  const passwordHash = await hashPassword(testPassword)
  for (const unit of ['east', 'west'] as const) {
    const grants = [{ role: 'liaison' as const, unitId: city.units[unit].id }]
    const account = { username: unit, name: unit, grants, passwordHash, mustChangePassword: false }
    await createAccount(db, account, new Date())
  }
  await stop()
  return city
}

async function signIn(url: string, username: string): Promise<string> {
  const reply = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: testPassword }),
  })
  return reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
