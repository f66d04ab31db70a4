import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { ProblemError, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import { findForm, findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { attachFiles } from '../../evidence/server/attach-files.ts'
import { readOwnSheet } from '../../ledger/server/read-figures.ts'
import { isOnTime } from '../../obligations/rules.ts'
import type { ReportContent } from '../content.ts'
import {
  closedByAcceptance,
  exempted,
  idempotencyKeyReused,
  notOpenYet,
  nothingChanged,
} from '../contract.ts'
import {
  findErrors,
  findQuestions,
  findUnexplained,
  hasFigures,
  listFileReferences,
  nameFigures,
  orderFigures,
} from '../rules.ts'
import { type LockedObligation, findPreviousFigures, lockForSubmission } from './queries.ts'
import { readStartToken } from './start-token.ts'

export interface SubmitInput {
  campaign: { id: string; key: string; definition: CampaignDefinition; digest: string }
  obligationId: string
  content: ReportContent
  idempotencyKey: string
  startToken: string | undefined
  secret: Buffer
}

/**
 * Makes one immutable revision. Punctuality is judged at `context.now`, the server's clock when the
 * request arrived. The same idempotency key gives the first answer again.
 */
export async function submitReport(db: Connection, context: AuditContext, input: SubmitInput) {
  const { campaign, content } = input
  const locked = await lockForSubmission(db, campaign.id, input.obligationId, input.idempotencyKey)
  if (!locked) throw new ProblemError(notFound)
  const form = findForm(campaign.definition, findTask(campaign.definition, locked.task_key).form)
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex')

  const previous = form.statistics
    ? await findPreviousFigures(db, campaign.id, locked.unit_id, locked.period_end, locked.id)
    : null
  const questions = findQuestions(
    content,
    campaign.definition,
    previous ? nameFigures(previous, campaign.definition) : {},
  )

  if (locked.same_id) return { ...repeatReceipt(locked, digest), questions }
  refuseClosed(locked, context.now, digest)
  const errors = findErrors(content, form, campaign.definition)
  if (content.zeroReport && !findTask(campaign.definition, locked.task_key).zeroReport) {
    errors.push({ path: 'zeroReport', message: '这项任务不接受零报告。' })
  }
  if (form.statistics) {
    const unit = { id: locked.unit_id, number: locked.unit_number }
    errors.push(...findUnexplained(content, await readOwnSheet(db, campaign, unit, locked.period_end)))
  }
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })

  const userId = context.caller!.id
  const startedAt = input.startToken
    ? readStartToken(input.secret, locked.id, userId, input.startToken)
    : null
  const onTime = isOnTime(context.now, locked.extended_due_at ?? locked.due_at)
  const revision = locked.revision + 1
  const id = v7()
  const receipt =
    `${campaign.key}-${locked.unit_code}-${locked.task_key}-${locked.period_key}-${revision}`.toUpperCase()
  await insertRevision(db, context, {
    id,
    locked,
    input,
    digest,
    receipt,
    revision,
    startedAt,
    onTime,
    figures: form.statistics && hasFigures(content) ? orderFigures(content, campaign.definition) : null,
  })
  const references = listFileReferences(content, form)
  if (references.length > 0) await attachFiles(db, { submissionId: id, unitId: locked.unit_id, references })
  return {
    id,
    revision,
    receipt,
    digest,
    submittedAt: context.now.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    onTime,
    questions,
  }
}

function repeatReceipt(locked: LockedObligation, digest: string) {
  if (locked.same_digest !== digest) throw new ProblemError(idempotencyKeyReused)
  return {
    id: locked.same_id!,
    revision: locked.same_revision!,
    receipt: locked.same_receipt!,
    digest,
    submittedAt: locked.same_submitted_at!.toISOString(),
    startedAt: locked.same_started_at?.toISOString() ?? null,
    onTime: locked.same_on_time!,
  }
}

function refuseClosed(locked: LockedObligation, now: Date, digest: string): void {
  if (locked.exempted_at) throw new ProblemError(exempted)
  if (now < locked.opens_at) throw new ProblemError(notOpenYet)
  if (locked.standing === 'accepted') throw new ProblemError(closedByAcceptance)
  if (locked.standing !== 'none' && locked.last_digest === digest) throw new ProblemError(nothingChanged)
}

interface Revision {
  id: string
  locked: LockedObligation
  input: SubmitInput
  digest: string
  receipt: string
  revision: number
  startedAt: Date | null
  onTime: boolean
  figures: (number | null)[] | null
}

/**
 * All rows of a revision in one statement: at the deadline's rush the round trips are what costs.
 * A correction keeps the punctuality of an earlier revision that was not returned.
 */
async function insertRevision(db: Connection, context: AuditContext, one: Revision): Promise<void> {
  const { locked, input } = one
  const userId = context.caller!.id
  const stillOnTime = one.onTime || (locked.standing !== 'returned' && locked.on_time === true)
  const audit = { revision: one.revision, digest: one.digest, receipt: one.receipt, onTime: one.onTime }
  await sql`
    with inserted as (
      insert into submission (id, obligation_id, campaign_id, unit_id, revision, content, definition_digest, digest,
        receipt, zero_report, submitted_at, submitted_by, started_at, on_time, idempotency_key)
      values (${one.id}, ${locked.id}, ${input.campaign.id}, ${locked.unit_id}, ${one.revision},
        ${JSON.stringify(input.content)}, ${input.campaign.digest}, ${one.digest}, ${one.receipt},
        ${input.content.zeroReport}, ${context.now}, ${userId}, ${one.startedAt}, ${one.onTime}, ${input.idempotencyKey})
    ), replaced as (
      update figures set ended_at = ${context.now} where obligation_id = ${locked.id} and ended_at is null
    ), counted as (
      insert into figures (submission_id, obligation_id, campaign_id, unit_id, period_end, revision, submitted_at, vals,
        a0, a1, a2, a3, a4, a5, a6)
      select ${one.id}::uuid, ${locked.id}::uuid, ${input.campaign.id}::uuid, ${locked.unit_id}::uuid,
        ${locked.period_end}::date, ${one.revision}::int, ${context.now}::timestamptz, ${one.figures ?? []}::bigint[],
        ${locked.a0}::int, ${locked.a1}::int, ${locked.a2}::int, ${locked.a3}::int, ${locked.a4}::int,
        ${locked.a5}::int, ${locked.a6}::int
      where ${one.figures !== null}::boolean
    ), drafted as (
      delete from draft where obligation_id = ${locked.id}
    ), audited as (
      insert into audit_record (at, kind, user_id, user_name, address, request_id, unit_id, subject_id, after)
      values (${context.now}, 'report-submitted', ${userId}, ${context.caller!.name}, ${context.address},
        ${context.requestId}, ${locked.unit_id}, ${one.id}, ${JSON.stringify(audit)})
    )
    update obligation set standing = 'submitted', submission_id = ${one.id}, revision = ${one.revision},
      submitted_at = ${context.now}, on_time = ${stillOnTime}, zero_report = ${input.content.zeroReport}
    where id = ${locked.id}`.execute(db)
}
