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
import { insertAttempt } from './insert-attempt.ts'
import { listAttemptRows } from './list-attempts.ts'
import type { AttemptRow } from './queries.ts'
import { findCurrentBank } from './read-bank.ts'

export interface Start {
  participantId: string
  unit: string
  phase: 'scored' | 'daily'
  moreTime: boolean
  now: Date
}

/**
 * The attempt that runs, or a new one, with all that the person has had in this contest. Of a hundred starts at once one
 * makes the attempt and the others find it: a person has one running attempt, and each number within the cap once, by
 * unique indexes. While others are served it is in no transaction, with which the bank that it draws from could be lost
 * again.
 */
export async function startAttempt(
  db: Connection,
  services: Services,
  of: ContestInForce,
  start: Start,
): Promise<{ row: AttemptRow; own: AttemptRow[] }> {
  const { campaign, contest } = of
  const { participantId, phase, now } = start
  const person = { campaign: campaign.id, contest: contest.key, participant: participantId }
  const all = await listAttemptRows(db, person)
  const own = all.filter((one) => one.phase === phase)
  const running = own.find((one) => !one.finishedAt)
  const today = localOfInstant(now, campaign.definition.timeZone).date
  if (running && !(await closeOverdue(db, of, running, now))) {
    if (phase !== 'daily' || running.span === today) return { row: running, own: all }
    await closeAttempt(db, of, running, { now, sent: {}, handedIn: false })
  }
  if (!isOpen(contest, today) || (phase === 'daily' && !contest.daily)) throw new ProblemError(contestClosed)
  const { span, atMost } = capOf(contest, phase, today)
  const number = 1 + Math.max(0, ...own.filter((one) => one.span === span).map((one) => one.number))
  if (number > atMost) throw new ProblemError(noAttemptLeft)
  const unit = await namePublicUnit(db, campaign.definition, today, start.unit)
  const bank = await findCurrentBank(db, campaign.id, now)
  const time = timeFor(contest, phase, start.moreTime)
  const row: AttemptRow = {
    id: v7(),
    campaignId: campaign.id,
    contest: contest.key,
    phase,
    participantId,
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    day: today,
    span,
    number,
    bankVersion: bank.version,
    definitionDigest: campaign.digest,
    seed: seedAttempt(services, { contest: contest.key, phase, participantId, span, number }),
    startedAt: now,
    dueAt: time === null ? null : new Date(now.getTime() + time),
    answers: {},
    finishedAt: null,
    handedIn: null,
    points: null,
    fullPoints: null,
    marks: null,
    usedMs: null,
  }
  if (await insertAttempt(db, row)) return { row, own: [row, ...all] }
  const others = await listAttemptRows(db, person)
  const theirs = others.find((one) => one.phase === phase && !one.finishedAt)
  if (!theirs) throw new ProblemError(noAttemptLeft)
  return { row: theirs, own: others }
}
