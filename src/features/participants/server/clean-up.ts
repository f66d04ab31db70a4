import { sql } from 'kysely'
import type { Services } from '../../../platform/server/services.ts'
import { deviceDays } from '../rules.ts'

const everyMs = 86_400_000

/** Deletes what has run out by itself: used proofs, codes, and limits whose longest window (a day) is over. */
export async function cleanUpDevices({ pool, clock }: Services): Promise<void> {
  const now = clock.now()
  const ago = (days: number) => new Date(now.getTime() - days * everyMs)
  await sql`delete from spent_proof where expires_at < ${now}`.execute(pool.db)
  await sql`delete from phone_code where expires_at < ${now}`.execute(pool.db)
  await sql`delete from limit_use where window_start < ${ago(2)}`.execute(pool.db)
  await sql`delete from device where created_at < ${ago(deviceDays)}`.execute(pool.db)
  await sql`
    update participant p set phone_hash = null, phone_mask = null, verified_at = null
    where verified_at < ${ago(deviceDays)}
      and not exists (select from device d where d.participant_id = p.id)`.execute(pool.db)
}

/** One after the other, at start and every day after; the returned function ends it and waits for what is under way. */
export function keepCleaningUp(
  services: Services,
  tasks: ((services: Services) => Promise<void>)[],
): () => Promise<void> {
  const clean = async () => {
    for (const task of tasks)
      await task(services).catch((error: unknown) =>
        services.log?.error({ error }, 'what has run out could not be deleted'),
      )
  }
  let running = clean()
  const timer = setInterval(() => {
    running = clean()
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
