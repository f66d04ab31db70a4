import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import type { Answer } from '../contract.ts'
import { gradePaper } from '../grade.ts'
import { graceMs } from '../rules.ts'
import { closeRow } from './close-row.ts'
import { flagFastAttempt } from './flag-fast-attempt.ts'
import type { ContestInForce } from './find-contest.ts'
import { findContestOf } from './find-contest-of.ts'
import { findPaper } from './find-paper.ts'
import { type AttemptRow, readAttemptRow } from './queries.ts'
import { findBank } from './read-bank.ts'

/**
 * Grades and closes a running attempt, once, whoever comes first, and gives it as it is then. `sent` are answers that
 * came with handing in; after the time is over only those count that were saved before.
 */
export async function closeAttempt(
  db: Connection,
  of: ContestInForce,
  running: AttemptRow,
  close: { now: Date; sent: Record<string, Answer>; handedIn: boolean },
): Promise<AttemptRow> {
  let row = running
  while (!row.finishedAt) {
    const closed = await closeAsSeen(db, of, row, close)
    if (closed) return closed
    // An answer came in between, or another request closed it.
    ;[row] = (await readAttemptRow(db, { id: running.id, participant: running.participantId })) as [
      AttemptRow,
    ]
  }
  return row
}

async function closeAsSeen(
  db: Connection,
  of: ContestInForce,
  row: AttemptRow,
  close: { now: Date; sent: Record<string, Answer>; handedIn: boolean },
): Promise<AttemptRow | null> {
  const bank = await findBank(db, row.campaignId, row.bankVersion)
  const paper = findPaper(await findContestOf(db, of.campaign, row), row.phase, bank, row.seed)
  const late = row.dueAt !== null && close.now.getTime() > row.dueAt.getTime() + graceMs
  const answers = keepPlaces(late ? row.answers : { ...row.answers, ...close.sent }, paper.length)
  const grade = gradePaper(paper, answers)
  const end = Math.min(close.now.getTime(), row.dueAt?.getTime() ?? Infinity)
  const result = {
    finishedAt: close.now,
    handedIn: close.handedIn && !late,
    points: grade.points,
    fullPoints: grade.fullPoints,
    marks: grade.marks,
    usedMs: Math.min(Math.max(0, end - row.startedAt.getTime()), 2_000_000_000),
  }
  const closed = await closeRow(db, {
    id: row.id,
    answers,
    seen: row.answers,
    finished: result.finishedAt,
    handed: result.handedIn,
    points: result.points,
    full: result.fullPoints,
    marks: result.marks,
    used: result.usedMs,
    act: v7(),
    channel: channelKeys.contest(row.contest),
    counts: row.phase === 'scored',
    ranks: row.phase === 'scored' && of.contest.leaderboard,
  })
  if (!closed) return null
  if (close.handedIn && row.phase === 'scored')
    await flagFastAttempt(db, row, { paper, answers, usedMs: result.usedMs, at: close.now })
  return { ...row, ...result, answers }
}

/** Closes it when its time is over; true when it did or had been. */
export async function closeOverdue(
  db: Connection,
  of: ContestInForce,
  row: AttemptRow,
  now: Date,
): Promise<boolean> {
  if (row.finishedAt) return true
  if (row.dueAt === null || now.getTime() <= row.dueAt.getTime() + graceMs) return false
  await closeAttempt(db, of, row, { now, sent: {}, handedIn: false })
  return true
}

function keepPlaces(answers: Record<string, Answer>, length: number): Record<string, Answer> {
  return Object.fromEntries(Object.entries(answers).filter(([place]) => Number(place) <= length))
}
