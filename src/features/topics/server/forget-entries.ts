import type { Connection } from '../../../platform/server/database.ts'
import { removeTextFingerprint } from '../../likeness/server/store-text-fingerprint.ts'
import { notSelected } from './decide-entry.ts'

/** What a person wrote and signed; files go with what was taken back. What was counted stays counted. */
export async function forgetEntries(db: Connection, participantId: string): Promise<void> {
  const entries = await db
    .updateTable('topic_entry')
    .set({ state: 'withdrawn', published_at: null, ...notSelected })
    .set({ title: '（已删除）', body: '', signature: null, marks: '[]', note: null })
    .where('participant_id', '=', participantId)
    .returning('id')
    .execute()
  for (const { id } of entries) await removeTextFingerprint(db, { kind: 'topic-entry', id })
}
