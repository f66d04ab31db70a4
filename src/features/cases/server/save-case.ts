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
import { type CaseContent, caseConflict, caseGone } from '../contract.ts'
import { findCaseErrors } from '../rules.ts'
import { postCase } from './post-case.ts'
import { holdClipping, lockCase } from './queries.ts'

interface SaveInput {
  id: string
  unitId: string
  baseVersion: number
  content: CaseContent
}

/** Writes one case and its place in the ledger; the same content again changes nothing. */
export async function saveCase(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: SaveInput,
): Promise<void> {
  const { definition } = campaign
  const content = tidy(input.content)
  const errors = findCaseErrors(content, definition, localOfInstant(context.now, definition.timeZone).date)
  // Before the case's own row: a clipping that is being changed takes the two in this order.
  const clipping = content.clipping
    ? await holdClipping(db, campaign.id, input.unitId, content.clipping)
    : undefined
  if (content.clipping && !clipping)
    errors.push({ path: 'content.clipping', message: '本单位的媒体报道中没有这一条，请重新选择。' })
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })

  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex')
  await waitForTwin(db, input.id)
  const stored = await lockCase(db, campaign.id, input.id)
  const problems = { gone: caseGone, conflict: caseConflict }
  if (!changesStored(stored, { ...input, digest }, problems)) return

  await checkRecordFiles(db, [input.unitId], content.files)
  const exposure = clipping
    ? { outlet: clipping.outlet, exposed_on: clipping.day }
    : { outlet: content.outlet, exposed_on: content.exposedOn }
  const row = {
    title: content.title,
    facts: content.facts,
    decided_on: content.decidedOn,
    penalty: content.penalty,
    amount_fen: content.amount === null ? null : Math.round(content.amount * 100),
    bases: content.bases,
    flags: content.flags,
    clipping_id: content.clipping,
    ...exposure,
    day: (exposure.exposed_on ?? content.decidedOn)!,
    version: input.baseVersion + 1,
    digest,
    changed_at: context.now,
  }
  await upsertCase(db, context, campaign.id, input, row)
  await writeFiles(db, input.id, content.files)
  await postCase(db, campaign, { id: input.id, unit_id: input.unitId, ...row })
  await writeAudit(db, context, stored ? 'case-changed' : 'case-recorded', {
    unitId: input.unitId,
    subjectId: input.id,
    ...(stored ? { before: { version: stored.version, digest: stored.digest } } : {}),
    after: { title: content.title, day: row.day, flags: content.flags, digest },
  })
}

/** A chosen clipping says where and when; a mark counts once however often it is named. */
function tidy(content: CaseContent): CaseContent {
  const typed = content.clipping === null
  return {
    ...content,
    flags: [...new Set(content.flags)],
    outlet: typed ? content.outlet || null : null,
    exposedOn: typed ? content.exposedOn : null,
  }
}

async function upsertCase(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  input: SaveInput,
  row: Omit<Parameters<typeof postCase>[2], 'id' | 'unit_id'> & {
    facts: string
    version: number
    digest: string
    changed_at: Date
  },
): Promise<void> {
  const written = await db
    .insertInto('typical_case')
    .values({
      id: input.id,
      campaign_id: campaignId,
      unit_id: input.unitId,
      ...row,
      created_at: context.now,
      created_by: context.caller!.id,
    })
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet(row)
        .where('typical_case.campaign_id', '=', campaignId)
        .where('typical_case.version', '=', input.baseVersion),
    )
    .returning('id')
    .executeTakeFirst()
  // The id belongs to a record of another campaign.
  if (!written) throw new ProblemError(conflict)
}

async function writeFiles(db: Connection, caseId: string, files: RecordFiles): Promise<void> {
  await db.deleteFrom('case_file').where('case_id', '=', caseId).execute()
  if (files.length === 0) return
  await db
    .insertInto('case_file')
    .values(
      files.map((one, position) => ({ case_id: caseId, file_id: one.id, position, caption: one.caption })),
    )
    .onConflict((known) => known.doNothing())
    .execute()
}
