import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { findFirstPicture } from '../../evidence/server/list-record-files.ts'
import { postEntries, removeEntries } from '../../ledger/server/post-entries.ts'
import { listClippingFiles, lockClipping } from './queries.ts'
import { toEntry } from './to-entry.ts'

/** Hides a clipping and takes it out of every total; deleting twice is deleting once. */
export async function deleteClipping(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const row = await lockClipping(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (row.deleted_at) return
  await db.updateTable('clipping').set({ deleted_at: context.now }).where('id', '=', id).execute()
  await removeEntries(db, campaign.id, [id])
  await writeAudit(db, context, 'clipping-deleted', {
    unitId: row.unit_id,
    subjectId: id,
    before: { outlet: row.outlet, title: row.title, day: row.day, version: row.version },
  })
}

export async function restoreClipping(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const row = await lockClipping(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (!row.deleted_at) return
  await db.updateTable('clipping').set({ deleted_at: null }).where('id', '=', id).execute()
  const files = await listClippingFiles(db, id)
  const picture = findFirstPicture(files)
  await postEntries(db, campaign, [toEntry(row, row.unit_id, picture)])
  await writeAudit(db, context, 'clipping-restored', { unitId: row.unit_id, subjectId: id })
}
