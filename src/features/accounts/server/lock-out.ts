import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

/** GB/T 22239-2019 8.1.4.1 b): sessions end and accounts lock after repeated failures. */
const failuresAllowed = 5
const lockedMinutes = 30

/** Until when signing in under this name is refused; names that do not exist are treated alike. */
export async function findLock(db: Connection, username: string): Promise<Date | null> {
  const row = await db
    .selectFrom('sign_in_failure')
    .where('username', '=', username)
    .where('locked_until', '>', sql<Date>`now()`)
    .select('locked_until')
    .executeTakeFirst()
  return row?.locked_until ?? null
}

/** Counts one failure, old ones forgotten after a day; returns the end of a lock that it caused. */
export async function countFailure(db: Connection, username: string): Promise<Date | null> {
  await sql`delete from sign_in_failure where last_at < now() - interval '1 day'`.execute(db)
  const { rows } = await sql<{ locked_until: Date | null }>`
    insert into sign_in_failure as f (username, failures, last_at) values (${username}, 1, now())
    on conflict (username) do update set
      failures = case when f.locked_until < now() then 1 else f.failures + 1 end,
      last_at = now(),
      locked_until = case when f.locked_until < now() then null
        when f.failures + 1 >= ${failuresAllowed} then now() + make_interval(mins => ${lockedMinutes})
        else f.locked_until end
    returning locked_until`.execute(db)
  return rows[0]?.locked_until ?? null
}

export async function forgetFailures(db: Connection, username: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('username', '=', username).execute()
}
