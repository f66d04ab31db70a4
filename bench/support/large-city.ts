import { createHmac, randomBytes } from 'node:crypto'
import path from 'node:path'
import { v7 } from 'uuid'
import { adoptCampaign } from '../../src/features/ledger/server/adopt-campaign.ts'
import { readDefinition } from '../../src/features/campaign/server/read-definition.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { type Connection, inTransaction } from '../../src/platform/server/database.ts'
import { projectRoot } from '../../src/platform/server/project-root.ts'
import { startServices } from '../../src/start-services.ts'

export const campaign = 'jincheng-2022'
const runningTask = 'running-figures'

export interface City {
  dataDir: string
  /** Cookie header of each unit's liaison, signed in. */
  liaisons: string[]
  /** Cookie header of a reviewer of the whole city. */
  office: string
  /** Obligations that ask for the 35 figures of 附件2, by unit in the order of `liaisons`. */
  obligations: string[][]
  indicators: string[]
}

/** The real campaign for `units` units more, 40 obligations each (31 of them 附件2), with a signed-in liaison per unit. */
export async function buildLargeCity(dataDir: string, units: number): Promise<City> {
  const started = await startServices(readConfig({ DATA_DIR: dataDir }))
  try {
    const { pool, secret } = started.services
    const definition = await readDefinition(path.join(projectRoot, 'campaigns', campaign))
    const statistics = definition.tasks.find((task) => task.key === 'statistics')!
    definition.tags.push({ key: 'bench', name: '压测单位' })
    for (const task of definition.tasks)
      if (task.audience.tags?.includes('member')) task.audience.tags.push('bench')
    definition.tasks.push({
      ...statistics,
      key: runningTask,
      audience: { tags: ['bench'], except: [] },
      schedule: {
        kind: 'recurring',
        rrule: 'FREQ=WEEKLY;COUNT=31',
        from: '2022-01-06',
        until: '2022-12-31',
        covers: 'previous-7-days',
        opensDaysBefore: 7,
        holidayShift: 'none',
        title: '第{n}期',
      },
    })
    for (let number = 1; number <= units; number += 1)
      definition.units.push({
        code: `bench-${number}`,
        name: `第${number}单位`,
        shortName: `第${number}单位`,
        parent: definition.organiser.unit,
        tags: ['bench'],
        aliases: [],
        formerNames: [],
      })
    const now = new Date()
    const context = { now, caller: null, address: 'bench', requestId: 'bench' }
    await inTransaction(pool, (db) => adoptCampaign(db, context, definition))
    const rows = await pool.db
      .selectFrom('org_unit as u')
      .leftJoin('obligation as o', (join) =>
        join.onRef('o.unit_id', '=', 'u.id').on('o.task_key', '=', runningTask),
      )
      .where((eb) => eb.or([eb('u.code', 'like', 'bench-%'), eb('u.level', '=', 0)]))
      .orderBy('u.level')
      .orderBy('u.number')
      .orderBy('o.due_at')
      .select(['u.id', 'u.level', 'o.id as obligation'])
      .execute()
    const root = rows.find((row) => row.level === 0)!
    const obligations = new Map<string, string[]>()
    for (const row of rows)
      if (row.obligation) obligations.set(row.id, [...(obligations.get(row.id) ?? []), row.obligation])
    const people = [...obligations.keys()].map((unitId, index) => ({
      username: `liaison-${index + 1}`,
      role: 'liaison',
      unitId,
    }))
    const cookies = await signPeopleIn(pool.db, secret, now, [
      { username: 'bench-office', role: 'reviewer', unitId: root.id },
      ...people,
    ])
    // What autovacuum does within seconds of a large load; it leaves empty tables alone, as this must.
    await pool.pg.query('analyze org_unit, obligation, "user", role_grant, session')
    return {
      dataDir,
      office: cookies[0]!,
      liaisons: cookies.slice(1),
      obligations: [...obligations.values()],
      indicators: definition.indicators.map((one) => one.code),
    }
  } finally {
    await started.stop()
  }
}

/** Sessions as a sign-in leaves them; 3,000 password hashes would take minutes and measure nothing. */
async function signPeopleIn(
  db: Connection,
  secret: Buffer,
  now: Date,
  people: { username: string; role: string; unitId: string }[],
): Promise<string[]> {
  const known = people.map((one) => ({ ...one, id: v7(), token: randomBytes(24).toString('base64url') }))
  for (let start = 0; start < known.length; start += 1000) {
    const some = known.slice(start, start + 1000)
    await db
      .insertInto('user')
      .values(
        some.map(({ id, username }) => ({
          id,
          name: username,
          email: `${username}@users.invalid`,
          username,
          displayUsername: username,
        })),
      )
      .execute()
    await db
      .insertInto('role_grant')
      .values(some.map(({ id, role, unitId }) => ({ user_id: id, role, unit_id: unitId })))
      .execute()
    await db
      .insertInto('session')
      .values(
        some.map(({ id, token }) => ({
          id: v7(),
          userId: id,
          token,
          expiresAt: new Date(now.getTime() + 7 * 86_400_000),
          createdAt: now,
          updatedAt: now,
        })),
      )
      .execute()
  }
  return known.map(({ token }) => {
    const mark = createHmac('sha256', secret.toString('hex')).update(token).digest('base64')
    return `anyue.session_token=${encodeURIComponent(`${token}.${mark}`)}`
  })
}
