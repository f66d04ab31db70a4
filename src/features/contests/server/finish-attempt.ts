import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { Answer, AttemptView } from '../contract.ts'
import { capOf } from '../rules.ts'
import { closeAttempt } from './close-attempt.ts'
import { findContest } from './find-contest.ts'
import { presentAttempt } from './present-attempt.ts'
import { readToFinish } from './read-to-finish.ts'

/**
 * Hands in an attempt and gives its result; asked again, the same. A contest's last minute is full of this, so it waits
 * for the database twice and no more: once to read, once to write.
 */
export async function finishOwnAttempt(
  db: Connection,
  params: { campaign: string; contest: string; attempt: string },
  finish: { participantId: string; sent: Record<string, Answer>; now: Date },
): Promise<AttemptView> {
  const { participantId, sent, now } = finish
  const [of, row] = await Promise.all([
    findContest(db, params),
    readToFinish(db, { id: params.attempt, participant: participantId }),
  ])
  const { campaign, contest } = of
  if (!row || row.contest !== contest.key || row.campaignId !== campaign.id) throw new ProblemError(notFound)
  const closed = await closeAttempt(db, of, row, { now, sent, handedIn: true })
  const { span, atMost } = capOf(contest, 'scored', localOfInstant(now, campaign.definition.timeZone).date)
  const used = row.spans.filter((one) => one === span).length
  return presentAttempt(db, of, closed, Math.max(0, atMost - used), now)
}
