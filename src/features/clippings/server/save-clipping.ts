import { createHash } from 'node:crypto'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, conflict, invalidInput } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { RecordFiles } from '../../evidence/record-file.ts'
import { checkRecordFiles } from '../../evidence/server/check-record-files.ts'
import { changesStored, waitForTwin } from '../../ledger/server/meet-stored.ts'
import { postEntries } from '../../ledger/server/post-entries.ts'
import { type ClippingContent, clippingConflict, clippingGone } from '../contract.ts'
import { asksQuantity, findClippingErrors, findTopic, keyOfLink } from '../rules.ts'
import { lockClipping } from './queries.ts'
import { toEntry } from './to-entry.ts'

interface SaveInput {
  id: string
  unitId: string
  baseVersion: number
  content: ClippingContent
}

/** Writes one clipping and its place in the ledger; false when the same content was there already. */
export async function saveClipping(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: SaveInput,
): Promise<boolean> {
  const { definition } = campaign
  const content = fillIn(input.content, campaign)
  const today = localOfInstant(context.now, definition.timeZone).date
  const errors = findClippingErrors(content, definition, today)
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })

  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex')
  await waitForTwin(db, input.id)
  const stored = await lockClipping(db, campaign.id, input.id)
  const problems = { gone: clippingGone, conflict: clippingConflict }
  if (!changesStored(stored, { ...input, digest }, problems)) return false

  const { firstPicture } = await checkRecordFiles(db, [input.unitId], content.files)
  await upsertClipping(db, context, campaign.id, { ...input, content }, digest)
  await writeFiles(db, input.id, content.files)
  await postEntries(db, campaign, [toEntry({ ...content, id: input.id }, input.unitId, firstPicture)])
  await writeAudit(db, context, stored ? 'clipping-changed' : 'clipping-recorded', {
    unitId: input.unitId,
    subjectId: input.id,
    ...(stored ? { before: { version: stored.version, digest: stored.digest } } : {}),
    after: { outlet: content.outlet, title: content.title, day: content.day, topic: content.topic, digest },
  })
  return true
}

/** A report that exposes problems and does not say how many exposes one. */
function fillIn(content: ClippingContent, { definition }: CampaignInForce): ClippingContent {
  const quantity = asksQuantity(findTopic(definition, content.topic))
    ? (content.quantity ?? 1)
    : content.quantity
  return { ...content, link: content.link || null, quantity }
}

async function upsertClipping(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  input: SaveInput,
  digest: string,
): Promise<void> {
  const { files: _, ...said } = input.content
  const columns = {
    ...said,
    link_key: said.link === null ? null : keyOfLink(said.link),
    version: input.baseVersion + 1,
    digest,
    changed_at: context.now,
  }
  const written = await db
    .insertInto('clipping')
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
        .where('clipping.campaign_id', '=', campaignId)
        .where('clipping.version', '=', input.baseVersion),
    )
    .returning('id')
    .executeTakeFirst()
  // The id belongs to a record of another campaign.
  if (!written) throw new ProblemError(conflict)
}

async function writeFiles(db: Connection, clippingId: string, files: RecordFiles): Promise<void> {
  await db.deleteFrom('clipping_file').where('clipping_id', '=', clippingId).execute()
  if (files.length === 0) return
  await db
    .insertInto('clipping_file')
    .values(
      files.map((one, position) => ({
        clipping_id: clippingId,
        file_id: one.id,
        position,
        caption: one.caption,
      })),
    )
    .onConflict((known) => known.doNothing())
    .execute()
}
