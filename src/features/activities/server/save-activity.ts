import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, conflict, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { checkRecordFiles } from '../../evidence/server/check-record-files.ts'
import { type EntryPost, postEntries } from '../../ledger/server/post-entries.ts'
import { markDue } from '../../remarks/server/mark-due.ts'
import { type ActivityContent, activityConflict, activityGone } from '../contract.ts'
import { findActivityErrors } from '../rules.ts'
import { writeFiles } from './activity-files.ts'
import { oweKeyReport } from './owe-key-report.ts'
import { findUnitsByCodes, lockActivity } from './queries.ts'
import { toEntry } from './to-entry.ts'

export interface SaveInput {
  id: string
  unitId: string
  baseVersion: number
  content: ActivityContent
}

/** Writes one record and its place in the ledger; the same content again changes nothing. */
export async function saveActivity(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: SaveInput,
): Promise<void> {
  const post = await writeActivity(db, context, campaign, input)
  if (post) await postEntries(db, campaign, [post])
}

/**
 * Writes a record without the ledger and returns what the ledger is to hold, so that many can be posted at once;
 * null when it was there already. Throws "invalid input" with a sentence at each field.
 */
export async function writeActivity(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: SaveInput,
): Promise<EntryPost | null> {
  const { content } = input
  const today = localOfInstant(context.now, campaign.definition.timeZone).date
  const errors = findActivityErrors(content, campaign.definition, today)
  const partners = await findUnitsByCodes(db, content.partners)
  const unknown = content.partners.filter((code) => !partners.some((one) => one.code === code))
  if (unknown.length > 0)
    errors.push({ path: 'content.partners', message: '联合单位不在名录中，请重新选择。' })
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })

  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex')
  // A first sending that is repeated at once must wait for the one before it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${input.id}, 0))`.execute(db)
  const stored = await lockActivity(db, campaign.id, input.id)
  if (stored && stored.unit_id !== input.unitId) throw new ProblemError(notFound)
  if (stored?.deleted_at) throw new ProblemError(activityGone)
  if (stored && stored.digest === digest) return null
  if ((stored?.version ?? 0) !== input.baseVersion) throw new ProblemError(activityConflict)

  const units = partners.filter((one) => one.id !== input.unitId)
  const order = new Map(content.partners.map((code, index) => [code, index]))
  units.sort((a, b) => order.get(a.code)! - order.get(b.code)!)
  const unitIds = [input.unitId, ...units.map((one) => one.id)]
  const files = await checkRecordFiles(db, unitIds, content.files)
  await upsertActivity(db, context, campaign.id, input, digest)
  await writePartners(db, input.id, units)
  await writeFiles(db, input.id, content.files)
  await oweKeyReport(db, context, campaign, {
    id: input.id,
    unitId: input.unitId,
    obligationId: stored?.obligation_id ?? null,
    isKey: content.isKey,
    day: content.day,
    title: content.title,
  })
  await writeAudit(db, context, stored ? 'activity-changed' : 'activity-recorded', {
    unitId: input.unitId,
    subjectId: input.id,
    ...(stored ? { before: { version: stored.version, digest: stored.digest } } : {}),
    after: { type: content.type, title: content.title, day: content.day, digest },
  })
  await markDue(db, 'activity', [input.id], context.now)
  return toEntry({ ...content, id: input.id }, unitIds, files.firstPicture)
}

async function upsertActivity(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  input: SaveInput,
  digest: string,
): Promise<void> {
  const { content } = input
  const columns = {
    type: content.type,
    title: content.title,
    day: content.day,
    start_time: content.startTime,
    end_time: content.endTime,
    place: content.place || null,
    latitude: content.latitude,
    longitude: content.longitude,
    audience: content.audience,
    dimensions: content.dimensions,
    sessions: content.sessions,
    participants: content.participants,
    reach: content.reach,
    quantity: content.quantity,
    narrative: content.narrative,
    is_key: content.isKey,
    version: input.baseVersion + 1,
    digest,
    changed_at: context.now,
  }
  const written = await db
    .insertInto('activity')
    .values({
      id: input.id,
      campaign_id: campaignId,
      unit_id: input.unitId,
      ...columns,
      created_at: context.now,
      created_by: context.caller!.id,
    })
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet(columns)
        .where('activity.campaign_id', '=', campaignId)
        .where('activity.version', '=', input.baseVersion),
    )
    .returning('id')
    .executeTakeFirst()
  // The id belongs to a record of another campaign.
  if (!written) throw new ProblemError(conflict)
}

async function writePartners(db: Connection, activityId: string, units: { id: string }[]): Promise<void> {
  await db.deleteFrom('activity_partner').where('activity_id', '=', activityId).execute()
  if (units.length === 0) return
  await db
    .insertInto('activity_partner')
    .values(units.map((unit, position) => ({ activity_id: activityId, unit_id: unit.id, position })))
    .execute()
}
