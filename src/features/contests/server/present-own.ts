import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { AttemptView } from '../contract.ts'
import { closeOverdue } from './close-attempt.ts'
import type { ContestInForce } from './find-contest.ts'
import { listAttemptRows } from './list-attempts.ts'
import { countAttemptsLeft, presentAttempt } from './present-attempt.ts'
import { type AttemptRow, readAttemptRow } from './queries.ts'

/** A person's own attempt of this contest; anybody else's is not found. */
export async function readOwnAttempt(
  db: Connection,
  { campaign, contest }: ContestInForce,
  id: string,
  participantId: string,
): Promise<AttemptRow> {
  const [row] = await readAttemptRow(db, { id, participant: participantId })
  if (!row || row.contest !== contest.key || row.campaignId !== campaign.id)
    throw new ProblemError(notFound, { detail: '没有找到这份答卷，它只能在答题用的那台设备上查看。' })
  return row
}

export function listOwnAttempts(
  db: Connection,
  { campaign, contest }: ContestInForce,
  participantId: string,
) {
  return listAttemptRows(db, { campaign: campaign.id, contest: contest.key, participant: participantId })
}

/** As it stands now: an attempt whose time is over is closed first. */
export async function presentOwnAttempt(
  db: Connection,
  of: ContestInForce,
  id: string,
  participantId: string,
  now: Date,
): Promise<AttemptView> {
  const row = await readOwnAttempt(db, of, id, participantId)
  const closed = row.finishedAt === null && (await closeOverdue(db, of, row, now))
  const shown = closed ? await readOwnAttempt(db, of, id, participantId) : row
  const own = await listOwnAttempts(db, of, participantId)
  return presentAttempt(db, of, shown, countAttemptsLeft(of, own, now), now)
}
