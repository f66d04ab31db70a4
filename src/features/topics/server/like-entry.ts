import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { TopicDefinition } from '../../campaign/public-part.ts'
import { takeFromLimit } from '../../participants/server/take-from-limit.ts'
import { findPublished, readLikes } from './queries.ts'

const slots = 16

interface Like {
  campaignId: string
  topic: TopicDefinition
  entryId: string
  participantId: string
  now: Date
  /** Local date: the cap is per day. */
  today: string
}

/** One like of one citizen for one entry; the constraint says so. It shows what pleases and decides nothing. */
export async function likeEntry(db: Connection, like: Like) {
  const { campaignId, topic, entryId, participantId, now, today } = like
  if (!(await findPublished(db, campaignId, topic.key, entryId))) throw new ProblemError(notFound)
  const added = await db
    .insertInto('topic_like')
    .values({ entry_id: entryId, participant_id: participantId, at: now })
    .onConflict((known) => known.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 1n) {
    await takeFromLimit(
      db,
      {
        kind: 'topic.like',
        key: createHash('sha256').update(`${campaignId} ${topic.key} ${participantId}`).digest(),
        seconds: 86_400,
        atMost: topic.likesPerDay,
        detail: `每天最多点 ${topic.likesPerDay} 个赞，明天再来。`,
      },
      // Windows begin at midnight UTC; the cap is per local day.
      new Date(`${today}T00:00:00Z`),
    )
    await addLikes(db, entryId, 1)
  }
  return readLikes(db, entryId, participantId)
}

export async function unlikeEntry(db: Connection, like: Like) {
  const { campaignId, topic, entryId, participantId } = like
  if (!(await findPublished(db, campaignId, topic.key, entryId))) throw new ProblemError(notFound)
  const removed = await db
    .deleteFrom('topic_like')
    .where('entry_id', '=', entryId)
    .where('participant_id', '=', participantId)
    .executeTakeFirst()
  if (removed.numDeletedRows === 1n) await addLikes(db, entryId, -1)
  return readLikes(db, entryId, participantId)
}

/** `likes`: 1, or -1 for one that is taken back. */
export async function addLikes(db: Connection, entryId: string, likes: number): Promise<void> {
  await sql`insert into topic_like_count as c (entry_id, slot, likes) values (${entryId}, ${randomInt(slots)}, ${likes})
    on conflict (entry_id, slot) do update set likes = c.likes + excluded.likes`.execute(db)
}
