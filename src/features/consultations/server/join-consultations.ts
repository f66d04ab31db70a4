import type { Connection } from '../../../platform/server/database.ts'
import { freeSeats } from './book-session.ts'

/** Who booked one session on two phones and turns out to be one person has one seat. Questions move by themselves. */
export async function joinConsultations(db: Connection, from: string, to: string): Promise<void> {
  const twice = await db
    .deleteFrom('consultation_booking as a')
    .where('a.participant_id', '=', from)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('consultation_booking as b')
          .whereRef('b.session_id', '=', 'a.session_id')
          .where('b.participant_id', '=', to)
          .select('b.session_id'),
      ),
    )
    .returning('a.session_id')
    .execute()
  await freeSeats(
    db,
    twice.map((one) => one.session_id),
  )
}
