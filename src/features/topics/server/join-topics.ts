import type { Connection } from '../../../platform/server/database.ts'
import { addLikes } from './like-entry.ts'

/** Who liked an entry on two phones and turns out to be one person liked it once. Entries move by themselves. */
export async function joinTopics(db: Connection, from: string, to: string): Promise<void> {
  const twice = await db
    .deleteFrom('topic_like as a')
    .where('a.participant_id', '=', from)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('topic_like as b')
          .whereRef('b.entry_id', '=', 'a.entry_id')
          .where('b.participant_id', '=', to)
          .select('b.entry_id'),
      ),
    )
    .returning('a.entry_id')
    .execute()
  for (const { entry_id } of twice) await addLikes(db, entry_id, -1)
}
