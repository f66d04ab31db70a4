import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { entryChanged } from '../contract.ts'
import { notSelected } from './decide-entry.ts'
import { lockEntry } from './queries.ts'

/** 入选, by a person and with a reason; `reason` null takes it back. The same once more changes nothing. */
export async function selectEntry(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  id: string,
  reason: string | null,
): Promise<void> {
  const row = await lockEntry(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  if (row.selected_reason === reason) return
  if (row.state !== 'published') throw new ProblemError(entryChanged)
  await db
    .updateTable('topic_entry')
    .set(
      reason === null
        ? notSelected
        : { selected_at: context.now, selected_by: context.caller!.id, selected_reason: reason },
    )
    .where('id', '=', id)
    .execute()
  await writeAudit(db, context, reason === null ? 'topic-entry-unselected' : 'topic-entry-selected', {
    unitId: row.unit_id,
    subjectId: id,
    before: { reason: row.selected_reason },
    after: { reason },
  })
}
