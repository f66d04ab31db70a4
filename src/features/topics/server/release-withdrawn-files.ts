import { sql } from 'kysely'
import type { Services } from '../../../platform/server/services.ts'

/** What was taken back uses its files no more; then they are deleted as other unused ones are. */
export async function releaseWithdrawnFiles({ pool }: Services): Promise<void> {
  await sql`delete from topic_entry_file x using topic_entry e
    where e.id = x.entry_id and e.state = 'withdrawn'`.execute(pool.db)
}
