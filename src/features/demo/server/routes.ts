import { type Implementation, implement } from '../../../platform/server/http.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { MovableClock } from '../../../platform/server/clock.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, conflict } from '../../../platform/shared/problem.ts'
import { type Role, roleNames } from '../../../platform/shared/permissions.ts'
import { moveDemoClock, readDemo } from '../contract.ts'
import { findTask } from '../../campaign/definition.ts'
import { listCampaignsInForce } from '../../campaign/server/find-campaign.ts'
import { demoPassword } from './demo-accounts.ts'

/** Only registered in demo mode; elsewhere these addresses do not exist. */
export function createDemoRoutes(clock: MovableClock): Implementation[] {
  return [
    implement(readDemo)(async ({ db, now }) => ({
      password: demoPassword,
      accounts: await listDemoAccounts(db),
      now: now.toISOString(),
      nextDeadline: await findNextDeadline(db, now),
    })),

    implement(moveDemoClock)(async (call) => {
      const target = await findTarget(call.db, call.now, call.body.to)
      if (target <= call.now) throw new ProblemError(conflict, { detail: '演示时钟只能向前拨。' })
      clock.moveTo(target)
      await writeAudit(call.db, { ...call, now: target }, 'demo-clock-moved', {
        before: { now: call.now },
        after: { now: target },
      })
      return { now: target.toISOString() }
    }),
  ]
}

const beforeDeadlineMs = 5 * 60_000

/** Five minutes before the next deadline; a second click, one minute past it. */
async function findTarget(db: Connection, now: Date, to: string): Promise<Date> {
  if (to !== 'next-deadline') return new Date(to)
  const next = await findNextDeadline(db, now)
  if (!next) throw new ProblemError(conflict, { detail: '后面没有截止时间了。' })
  const due = Date.parse(next.at)
  return due - now.getTime() > beforeDeadlineMs ? new Date(due - beforeDeadlineMs) : new Date(due + 60_000)
}

async function findNextDeadline(db: Connection, now: Date): Promise<{ at: string; title: string } | null> {
  const row = await db
    .selectFrom('obligation')
    .where('due_at', '>', now)
    .where('withdrawn_at', 'is', null)
    .select(['due_at', 'task_key', 'period_title'])
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const [campaign] = await listCampaignsInForce(db)
  const title = findTask(campaign!.definition, row.task_key).title
  return {
    at: row.due_at.toISOString(),
    title: row.period_title === title ? title : `${title} ${row.period_title}`,
  }
}

async function listDemoAccounts(db: Connection) {
  const rows = await db
    .selectFrom('user as p')
    .innerJoin('role_grant as g', 'g.user_id', 'p.id')
    .innerJoin('org_unit as u', 'u.id', 'g.unit_id')
    .where('p.disabledAt', 'is', null)
    .select(['p.username', 'p.name', 'g.role'])
    .orderBy('u.level')
    .orderBy('u.position')
    .orderBy('g.role', 'desc')
    .execute()
  return rows.map((row) => ({
    username: row.username ?? '',
    name: row.name,
    roleName: roleNames[row.role as Role],
  }))
}
