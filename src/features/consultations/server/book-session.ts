import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { sessionFull, sessionOver } from '../contract.ts'
import { findSession } from './session-queries.ts'

interface Booking {
  campaignId: string
  consultation: string
  sessionId: string
  participantId: string
  now: Date
}

/** A seat for one citizen, once however often it is sent; the row of the session says when it is full. */
export async function bookSession(db: Connection, booking: Booking) {
  const session = await findNamed(db, booking)
  const { sessionId, participantId, now } = booking
  const added = await db
    .insertInto('consultation_booking')
    .values({ session_id: sessionId, participant_id: participantId, booked_at: now })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 1n) {
    const { rows } = await sql`update consultation_session set booked = booked + 1
      where id = ${sessionId} and booked < seats and cancelled_at is null and starts_at > ${now}
      returning booked`.execute(db)
    if (rows.length === 0) throw new ProblemError(isOver(session, now) ? sessionOver : sessionFull)
  }
  return readSeats(db, booking, true)
}

export async function unbookSession(db: Connection, booking: Booking) {
  const session = await findNamed(db, booking)
  const { sessionId, participantId, now } = booking
  if (session.starts_at <= now) throw new ProblemError(sessionOver)
  const removed = await db
    .deleteFrom('consultation_booking')
    .where('session_id', '=', sessionId)
    .where('participant_id', '=', participantId)
    .executeTakeFirst()
  if (removed.numDeletedRows === 1n) await freeSeats(db, [sessionId])
  return readSeats(db, booking, false)
}

/** One seat in each of the sessions, in the order of their ids so that two who free several do not lock each other out. */
export async function freeSeats(db: Connection, sessionIds: string[]): Promise<void> {
  for (const id of [...sessionIds].sort())
    await sql`update consultation_session set booked = booked - 1 where id = ${id}`.execute(db)
}

async function findNamed(db: Connection, { campaignId, consultation, sessionId }: Booking) {
  const session = await findSession(db, campaignId, sessionId)
  if (session?.consultation !== consultation) throw new ProblemError(notFound)
  return session
}

function isOver(session: { starts_at: Date; cancelled_at: Date | null }, now: Date): boolean {
  return session.cancelled_at !== null || session.starts_at <= now
}

/** The link only for who has a seat. */
async function readSeats(db: Connection, { campaignId, sessionId }: Booking, booked: boolean) {
  const session = await findSession(db, campaignId, sessionId)
  if (!session) throw new ProblemError(notFound)
  return { booked, link: booked ? session.link : null, left: session.seats - session.booked }
}
