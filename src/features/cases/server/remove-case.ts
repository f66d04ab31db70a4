import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { removeEntries } from '../../ledger/server/post-entries.ts'
import { postCase } from './post-case.ts'
import { lockCase } from './queries.ts'

/** Hides a case and takes it out of every total; deleting twice is deleting once. */
export async function deleteCase(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const row = await lockCase(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (row.deleted_at) return
  await db.updateTable('typical_case').set({ deleted_at: context.now }).where('id', '=', id).execute()
  await removeEntries(db, campaign.id, [id])
  await writeAudit(db, context, 'case-deleted', {
    unitId: row.unit_id,
    subjectId: id,
    before: { title: row.title, day: row.day, version: row.version },
  })
}

export async function restoreCase(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const row = await lockCase(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (!row.deleted_at) return
  await db.updateTable('typical_case').set({ deleted_at: null }).where('id', '=', id).execute()
  await postCase(db, campaign, row)
  await writeAudit(db, context, 'case-restored', { unitId: row.unit_id, subjectId: id })
}
