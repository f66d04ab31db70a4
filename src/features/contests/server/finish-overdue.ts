import { inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { findCampaignById } from '../../campaign/server/find-campaign.ts'
import { graceMs } from '../rules.ts'
import { closeOverdue } from './close-attempt.ts'
import { findContestOf } from './find-contest-of.ts'
import { lockAttemptRow } from './queries.ts'

const batch = 200

/** Closes attempts whose time is over although nobody came back: what was answered counts. Gives how many. */
export async function finishOverdue(services: Services): Promise<number> {
  const now = services.clock.now()
  const due = await services.pool.db
    .selectFrom('attempt')
    .where('finished_at', 'is', null)
    .where('due_at', '<', new Date(now.getTime() - graceMs))
    .select(['id'])
    .orderBy('due_at')
    .limit(batch)
    .execute()
  let closed = 0
  for (const { id } of due) {
    const done = await inTransaction(services.pool, async (db) => {
      const [row] = await lockAttemptRow(db, { id })
      if (!row || row.finishedAt) return false
      const campaign = await findCampaignById(db, row.campaignId)
      const contest =
        campaign.definition.public.contests.find((one) => one.key === row.contest) ??
        // It is no more, and what was answered counts all the same.
        (await findContestOf(db, campaign, row))
      return closeOverdue(db, { campaign, contest }, row, now)
    })
    if (done) closed += 1
  }
  return closed
}

const pauseMs = 5_000

/** Goes on until it is stopped; the returned function waits for what is under way. */
export function keepFinishing(services: Services): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => finishOverdue(services))
      .catch((error: unknown) => services.log?.error({ error }, 'overdue attempts could not be closed'))
  }, pauseMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
