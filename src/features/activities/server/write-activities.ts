import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type AuditContext, type AuditKind, writeAuditLines } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, conflict, invalidInput } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { checkRecordFiles } from '../../evidence/server/check-record-files.ts'
import { changesStored } from '../../ledger/server/meet-stored.ts'
import type { EntryPost } from '../../ledger/server/post-entries.ts'
import { markDue } from '../../remarks/server/mark-due.ts'
import { type ActivityContent, activityConflict, activityGone } from '../contract.ts'
import { findActivityErrors } from '../rules.ts'
import { writeFiles } from './activity-files.ts'
import { oweKeyReport } from './owe-key-report.ts'
import { findUnitsByCodes, lockActivities } from './queries.ts'
import { toEntry } from './to-entry.ts'

export interface SaveInput {
  id: string
  unitId: string
  baseVersion: number
  content: ActivityContent
}

interface Change extends SaveInput {
  digest: string
  stored: { version: number; digest: string; obligation_id: string | null } | undefined
  /** The owner first. */
  unitIds: string[]
  firstPicture: string | null
}

/** Rows of one statement, which bears 65,535 parameters. */
const atOnce = 1_000

/** Writes records without the ledger and returns what it is to hold; those that were there already are left out. */
export async function writeActivities(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  inputs: SaveInput[],
): Promise<EntryPost[]> {
  const changes = await findChanges(db, context, campaign, inputs)
  if (changes.length === 0) return []
  for (let at = 0; at < changes.length; at += atOnce)
    await upsertActivities(db, context, campaign.id, changes.slice(at, at + atOnce))
  await writePartners(db, changes)
  await writeFiles(
    db,
    changes.map((one) => ({ id: one.id, isNew: !one.stored, files: one.content.files })),
  )
  for (const { id, unitId, stored, content } of changes) {
    const obligationId = stored?.obligation_id ?? null
    if (!content.isKey && !obligationId) continue
    const { isKey, day, title } = content
    await oweKeyReport(db, context, campaign, { id, unitId, obligationId, isKey, day, title })
  }
  await writeAuditLines(db, context, changes.map(toAuditLine))
  await markDue(
    db,
    'activity',
    changes.map((one) => one.id),
    context.now,
  )
  return changes.map((one) => toEntry({ ...one.content, id: one.id }, one.unitIds, one.firstPicture))
}

/** Judges every record and locks those that are there, in one order, so that two writers cannot wait for each other. */
async function findChanges(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  inputs: SaveInput[],
): Promise<Change[]> {
  const codes = [...new Set(inputs.flatMap((one) => one.content.partners))]
  const units = new Map((await findUnitsByCodes(db, codes)).map((one) => [one.code, one.id]))
  const today = localOfInstant(context.now, campaign.definition.timeZone).date
  for (const { content } of inputs) {
    const errors = findActivityErrors(content, campaign.definition, today)
    if (content.partners.some((code) => !units.has(code)))
      errors.push({ path: 'content.partners', message: '联合单位不在名录中，请重新选择。' })
    if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
  }
  const rows = await lockActivities(
    db,
    campaign.id,
    inputs.map((one) => one.id),
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  const changes: Change[] = []
  const problems = { gone: activityGone, conflict: activityConflict }
  for (const input of [...inputs].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const stored = known.get(input.id)
    const digest = createHash('sha256').update(canonicalJson(input.content)).digest('hex')
    if (!changesStored(stored, { ...input, digest }, problems)) continue
    const partners = input.content.partners.map((code) => units.get(code)!)
    const unitIds = [...new Set([input.unitId, ...partners])]
    const { firstPicture } = await checkRecordFiles(db, unitIds, input.content.files)
    changes.push({ ...input, digest, stored, unitIds, firstPicture })
  }
  return changes
}

async function upsertActivities(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  changes: Change[],
): Promise<void> {
  const written = await db
    .insertInto('activity')
    .values(
      changes.map(({ id, unitId, baseVersion, digest, content }) => ({
        id,
        campaign_id: campaignId,
        unit_id: unitId,
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
        version: baseVersion + 1,
        digest,
        changed_at: context.now,
        created_at: context.now,
        created_by: context.caller!.id,
      })),
    )
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet((eb) => Object.fromEntries(changing.map((name) => [name, eb.ref(`excluded.${name}`)])))
        .whereRef('activity.campaign_id', '=', 'excluded.campaign_id')
        .where(sql<boolean>`activity.version = excluded.version - 1`),
    )
    .returning('id')
    .execute()
  // An id belongs to a record of another campaign.
  if (written.length < changes.length) throw new ProblemError(conflict)
}

/** What a change of a record may change. */
const changing = [
  'type',
  'title',
  'day',
  'start_time',
  'end_time',
  'place',
  'latitude',
  'longitude',
  'audience',
  'dimensions',
  'sessions',
  'participants',
  'reach',
  'quantity',
  'narrative',
  'is_key',
  'version',
  'digest',
  'changed_at',
] as const

async function writePartners(db: Connection, changes: Change[]): Promise<void> {
  const changed = changes.filter((one) => one.stored).map((one) => one.id)
  if (changed.length > 0)
    await db
      .deleteFrom('activity_partner')
      .where(sql<boolean>`activity_id = any(${changed}::uuid[])`)
      .execute()
  const rows = changes.flatMap(({ id, unitIds }) =>
    unitIds.slice(1).map((unit_id, position) => ({ activity_id: id, unit_id, position })),
  )
  for (let at = 0; at < rows.length; at += atOnce)
    await db
      .insertInto('activity_partner')
      .values(rows.slice(at, at + atOnce))
      .execute()
}

function toAuditLine({ id, unitId, stored, content, digest }: Change) {
  const kind: AuditKind = stored ? 'activity-changed' : 'activity-recorded'
  return {
    kind,
    unitId,
    subjectId: id,
    ...(stored ? { before: { version: stored.version, digest: stored.digest } } : {}),
    after: { type: content.type, title: content.title, day: content.day, digest },
  }
}
