import { sql } from 'kysely'
import { inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { examineActivity } from './examine-activity.ts'
import { examineSubmission } from './examine-submission.ts'

/** Looks at everything that is marked, one subject a transaction; several servers may do so at once. */
export async function examineDue(services: Services, signal?: AbortSignal): Promise<number> {
  let looked = 0
  while (!signal?.aborted) {
    const next = await findNext(services)
    if (!next) break
    try {
      const done = await inTransaction(services.pool, async (db) => {
        const { rows } = await sql<{ subject: string; subject_id: string }>`
          delete from remark_due where (subject, subject_id) = (
            select subject, subject_id from remark_due where subject = ${next.subject} and subject_id = ${next.subject_id}
            for update skip locked
          ) returning subject, subject_id`.execute(db)
        if (!rows[0]) return false
        const now = services.clock.now()
        if (next.subject === 'activity') await examineActivity(db, next.subject_id, now)
        else await examineSubmission(db, next.subject_id, now)
        return true
      })
      if (done) looked += 1
      else break
    } catch (error) {
      services.log?.error(
        { error, subject: next.subject, id: next.subject_id },
        'remarks could not be looked for',
      )
      await services.pool.db
        .updateTable('remark_due')
        .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
        .where('subject_id', '=', next.subject_id)
        .execute()
    }
  }
  return looked
}

function findNext(services: Services) {
  return services.pool.db
    .selectFrom('remark_due')
    .where('attempts', '<', 3)
    .select(['subject', 'subject_id'])
    .orderBy('since')
    .limit(1)
    .executeTakeFirst()
}

const pauseMs = 3_000

/** Goes on looking until it is stopped; the returned function waits for what is under way. */
export function keepExamining(services: Services): () => Promise<void> {
  const stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => examineDue(services, stopping.signal)).catch(() => undefined)
  }, pauseMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    stopping.abort()
    await running
  }
}
