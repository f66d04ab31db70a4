import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { namePublicUnit } from '../../org/server/find-public-units.ts'
import { contestClosed, noAttemptLeft } from '../contract.ts'
import { capOf, isOpen, timeFor } from '../rules.ts'
import { closeAttempt, closeOverdue } from './close-attempt.ts'
import type { ContestInForce } from './find-contest.ts'
import { seedAttempt } from './find-paper.ts'
import { type AttemptRow, listAttemptRows, readAttemptRow } from './queries.ts'
import { findCurrentBank } from './read-bank.ts'

export interface Start {
  participantId: string
  unit: string
  phase: 'scored' | 'daily'
  moreTime: boolean
  now: Date
}

/**
 * The attempt that runs, or a new one. Of a hundred starts at once one makes the attempt and the others find it: a person
 * has one running attempt, and each number within the cap once, by unique indexes.
 */
export async function startAttempt(
  db: Connection,
  services: Services,
  of: ContestInForce,
  start: Start,
): Promise<AttemptRow> {
  const { campaign, contest } = of
  const { participantId, phase, now } = start
  const person = { campaign: campaign.id, contest: contest.key, participant: participantId }
  const own = (await listAttemptRows(db, person)).filter((one) => one.phase === phase)
  const running = own.find((one) => !one.finishedAt)
  const today = localOfInstant(now, campaign.definition.timeZone).date
  if (running && !(await closeOverdue(db, of, running, now))) {
    if (phase !== 'daily' || running.span === today) return running
    await closeAttempt(db, of, running, { now, sent: {}, handedIn: false })
  }
  if (!isOpen(contest, today) || (phase === 'daily' && !contest.daily)) throw new ProblemError(contestClosed)
  const { span, atMost } = capOf(contest, phase, today)
  const number = 1 + Math.max(0, ...own.filter((one) => one.span === span).map((one) => one.number))
  if (number > atMost) throw new ProblemError(noAttemptLeft)
  const unit = await namePublicUnit(db, campaign.definition, today, start.unit)
  const bank = await findCurrentBank(db, campaign.id, now)
  const time = timeFor(contest, phase, start.moreTime)
  const id = v7()
  const written = await db
    .insertInto('attempt')
    .values({
      id,
      campaign_id: campaign.id,
      contest: contest.key,
      phase,
      participant_id: participantId,
      drawn_for: participantId,
      drawn_number: number,
      unit_id: unit.id,
      day: today,
      span,
      number,
      bank_version: bank.version,
      definition_digest: campaign.digest,
      seed: seedAttempt(services, { contest: contest.key, phase, participantId, span, number }),
      started_at: now,
      due_at: time === null ? null : new Date(now.getTime() + time),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) {
    const [theirs] = (await listAttemptRows(db, person)).filter(
      (one) => one.phase === phase && !one.finishedAt,
    )
    if (!theirs) throw new ProblemError(noAttemptLeft)
    return theirs
  }
  return (await readAttemptRow(db, { id, participant: participantId }))[0]!
}
