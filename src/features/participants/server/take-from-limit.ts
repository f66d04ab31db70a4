import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, tooManyRequests } from '../../../platform/shared/problem.ts'

export interface Limit {
  /** `sms.number`, `topic.device` … */
  kind: string
  key: Buffer
  /** Length of the window. */
  seconds: number
  atMost: number
  /** Chinese sentence that says when it may be tried again. */
  detail?: string
}

/** Counts one use; throws `too-many-requests` when the window is full. Parallel uses queue on the row, none slips through. */
export async function takeFromLimit(db: Connection, limit: Limit, now: Date): Promise<void> {
  const window = limit.seconds * 1000
  const start = new Date(Math.floor(now.getTime() / window) * window)
  const { rows } = await sql`
    insert into limit_use (kind, key, window_start, used) values (${limit.kind}, ${limit.key}, ${start}, 1)
    on conflict (kind, key, window_start) do update set used = limit_use.used + 1
      where limit_use.used < ${limit.atMost}
    returning used`.execute(db)
  if (rows.length === 0) throw new ProblemError(tooManyRequests, limit.detail ? { detail: limit.detail } : {})
}
