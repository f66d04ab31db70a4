import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { removeTextFingerprint } from '../../likeness/server/store-text-fingerprint.ts'
import { withdrawParticipation } from '../../participation/server/record-participation.ts'
import { notSelected } from './decide-entry.ts'
import { lockEntry } from './queries.ts'

/** Its author takes an entry back, at any time: nobody sees it any more, and it does not count. */
export async function withdrawEntry(
  db: Connection,
  named: { campaignId: string; topic: string; id: string; participantId: string },
  now: Date,
): Promise<void> {
  const row = await lockEntry(db, named.campaignId, named.id)
  if (!row || row.topic !== named.topic || row.participant_id !== named.participantId)
    throw new ProblemError(notFound)
  if (row.state === 'withdrawn') return
  await db
    .updateTable('topic_entry')
    .set({ state: 'withdrawn', published_at: null, ...notSelected })
    .where('id', '=', named.id)
    .execute()
  await removeTextFingerprint(db, { kind: 'topic-entry', id: named.id })
  await withdrawParticipation(db, named.id, now)
}
