import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { Answer, AttemptView } from '../contract.ts'
import { capOf } from '../rules.ts'
import { closeAttempt } from './close-attempt.ts'
import type { ContestInForce } from './find-contest.ts'
import { presentAttempt } from './present-attempt.ts'
import { readToFinish } from './read-to-finish.ts'

/**
 * Hands in an attempt and gives its result; asked again, the same. A contest's last minute is full of this, so it asks
 * the database twice and no more: once to read, once to write.
 */
export async function finishOwnAttempt(
  db: Connection,
  of: ContestInForce,
  finish: { id: string; participantId: string; sent: Record<string, Answer>; now: Date },
): Promise<AttemptView> {
  const { campaign, contest } = of
  const { id, participantId, sent, now } = finish
  const today = localOfInstant(now, campaign.definition.timeZone).date
  const { span, atMost } = capOf(contest, 'scored', today)
  const row = await readToFinish(db, { id, participant: participantId, span })
  if (!row || row.contest !== contest.key || row.campaignId !== campaign.id) throw new ProblemError(notFound)
  const closed = await closeAttempt(db, of, row, { now, sent, handedIn: true })
  return presentAttempt(db, of, closed, Math.max(0, atMost - row.used), now)
}
