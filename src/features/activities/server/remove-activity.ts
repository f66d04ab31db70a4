import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { postEntries, removeEntries } from '../../ledger/server/post-entries.ts'
import { markDue } from '../../remarks/server/mark-due.ts'
import { notPartner } from '../contract.ts'
import { oweKeyReport } from './owe-key-report.ts'
import { findActivity, listActivityFiles, lockActivity } from './queries.ts'
import { toEntry } from './to-entry.ts'

/** Hides a record and takes it out of every total; deleting twice is deleting once. */
export async function deleteActivity(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const row = await lockActivity(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (row.deleted_at) return
  await db.updateTable('activity').set({ deleted_at: context.now }).where('id', '=', id).execute()
  await removeEntries(db, campaign.id, [id])
  await markDue(db, 'activity', [id], context.now)
  await oweKeyReport(db, context, campaign, {
    id,
    unitId: row.unit_id,
    obligationId: row.obligation_id,
    isKey: false,
    day: row.day,
    title: row.title,
  })
  await writeAudit(db, context, 'activity-deleted', {
    unitId: row.unit_id,
    subjectId: id,
    before: { title: row.title, day: row.day, version: row.version },
  })
}

export async function restoreActivity(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const row = await lockActivity(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  if (!row.deleted_at) return
  await db.updateTable('activity').set({ deleted_at: null }).where('id', '=', id).execute()
  await repost(db, campaign, id)
  await markDue(db, 'activity', [id], context.now)
  await oweKeyReport(db, context, campaign, {
    id,
    unitId: row.unit_id,
    obligationId: row.obligation_id,
    isKey: row.is_key,
    day: row.day,
    title: row.title,
  })
  await writeAudit(db, context, 'activity-restored', { unitId: row.unit_id, subjectId: id })
}

/** A partner that had no part in it takes itself out; the others' numbers stay. */
export async function leaveActivity(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
  unitId: string,
): Promise<void> {
  const row = await lockActivity(db, campaign.id, id)
  if (!row || row.deleted_at) throw new ProblemError(notFound)
  const left = await db
    .deleteFrom('activity_partner')
    .where('activity_id', '=', id)
    .where('unit_id', '=', unitId)
    .returning('unit_id')
    .executeTakeFirst()
  if (!left) throw new ProblemError(notPartner)
  await db
    .updateTable('activity')
    .set({ version: row.version + 1, changed_at: context.now })
    .where('id', '=', id)
    .execute()
  await repost(db, campaign, id)
  await writeAudit(db, context, 'activity-left', { unitId, subjectId: id, before: { title: row.title } })
}

async function repost(db: Connection, campaign: CampaignInForce, id: string): Promise<void> {
  const row = (await findActivity(db, campaign.id, id))!
  const files = await listActivityFiles(db, [id])
  const picture = files.find((file) => file.has_thumbnail)?.id ?? null
  await postEntries(db, campaign, [
    toEntry(row, [row.unit_id, ...row.partners.map((one) => one.id)], picture),
  ])
}
