import { randomBytes } from 'node:crypto'
import type { Connection } from '../../../platform/server/database.ts'
import { freeSeats } from './book-session.ts'

const deleted = '（已删除）'

/**
 * What a person asked and signed, the files with it, and seats in sessions to come. An answer stays where its question
 * was published without a name; the receipt finds nothing more.
 */
export async function forgetQuestions(db: Connection, participantId: string, now: Date): Promise<void> {
  const questions = await db
    .updateTable('consultation_question')
    .set({ title: deleted, body: deleted, signature: null })
    .where('participant_id', '=', participantId)
    .returning(['id', 'state'])
    .execute()
  for (const { id, state } of questions)
    await db
      .updateTable('consultation_question')
      .set({ receipt_hash: randomBytes(32) })
      .$if(state === 'open', (query) =>
        query.set({ state: 'closed', closed_reason: '提问人已删除自己的信息。' }),
      )
      .where('id', '=', id)
      .execute()
  await db
    .deleteFrom('consultation_question_file')
    .where('question_id', 'in', (eb) =>
      eb.selectFrom('consultation_question').where('participant_id', '=', participantId).select('id'),
    )
    .execute()
  const freed = await db
    .deleteFrom('consultation_booking as b')
    .using('consultation_session as s')
    .whereRef('s.id', '=', 'b.session_id')
    .where('b.participant_id', '=', participantId)
    .where('s.starts_at', '>', now)
    .returning('b.session_id')
    .execute()
  await freeSeats(
    db,
    freed.map((one) => one.session_id),
  )
}
