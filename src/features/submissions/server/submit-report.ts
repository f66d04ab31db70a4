import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { ProblemError, conflict, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import { type CampaignDefinition, findForm, findTask } from '../../campaign/definition.ts'
import { findDefinition } from '../../campaign/server/find-campaign.ts'
import { refuseUnknownFiles } from '../../evidence/server/refuse-unknown-files.ts'
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
  type Question,
  findErrors,
  findQuestions,
  findUnexplained,
  hasFigures,
  listFileReferences,
  nameFigures,
  orderFigures,
} from '../rules.ts'
import { type Prospect, findForSubmission } from './find-for-submission.ts'
import { insertRevision } from './insert-revision.ts'
import { readStartToken } from './start-token.ts'

export interface SubmitInput {
  campaignKey: string
  obligationId: string
  content: ReportContent
  idempotencyKey: string
  startToken: string | undefined
  secret: Buffer
  /** The obligation as access was decided by it, so that it need not be read again. */
  found?: Prospect
}

/** More requests than this cannot be under way for one obligation: each try that fails is another's success. */
const triesAtMost = 100

/**
 * Makes one immutable revision. Punctuality is judged at `context.now`, the server's clock when the request arrived.
 * The same idempotency key gives the first answer again. It reads, judges, and writes in one statement that holds only
 * if nothing it judged has changed meanwhile; else it judges again.
 */
export async function submitReport(db: Connection, context: AuditContext, input: SubmitInput) {
  const digest = createHash('sha256').update(canonicalJson(input.content)).digest('hex')
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const seen = (tries === 0 && input.found) || (await findForSubmission(db, input))
    if (!seen) throw new ProblemError(notFound)
    const definition = await findDefinition(db, seen.campaign_id, seen.campaign_digest)
    const previous = seen.previous ? nameFigures(seen.previous, definition) : {}
    const questions = findQuestions(input.content, definition, previous)
    if (seen.same) return repeatReceipt(seen.same, digest, questions)
    refuseClosed(seen, context.now, digest)
    const receipt = await makeRevision(db, context, input, { seen, definition, digest })
    if (receipt) return { ...receipt, questions }
  }
  throw new ProblemError(conflict)
}

async function makeRevision(
  db: Connection,
  context: AuditContext,
  { campaignKey, content, idempotencyKey, startToken, secret }: SubmitInput,
  { seen, definition, digest }: { seen: Prospect; definition: CampaignDefinition; digest: string },
) {
  const task = findTask(definition, seen.task_key)
  const form = findForm(definition, task.form)
  const errors = findErrors(content, form, definition)
  if (content.zeroReport && !task.zeroReport) {
    errors.push({ path: 'zeroReport', message: '这项任务不接受零报告。' })
  }
  if (form.statistics && seen.has_ledger) {
    const campaign = { id: seen.campaign_id, definition }
    errors.push(...findUnexplained(content, await readOwnSheet(db, campaign, seen, seen.period_end)))
  }
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
  const files = listFileReferences(content, form)
  if (files.length > 0) await refuseUnknownFiles(db, seen.id, files)

  const startedAt = startToken
    ? readStartToken(secret, seen.obligation_id, context.caller!.id, startToken)
    : null
  const revision = seen.revision + 1
  const made = {
    id: v7(),
    revision,
    receipt: `${campaignKey}-${seen.unit_code}-${seen.task_key}-${seen.period_key}-${revision}`.toUpperCase(),
    digest,
    onTime: isOnTime(context.now, seen.extended_due_at ?? seen.due_at),
  }
  const inserted = await insertRevision(db, context, seen, {
    ...made,
    content,
    idempotencyKey,
    startedAt,
    files,
    figures: form.statistics && hasFigures(content) ? orderFigures(content, definition) : null,
  })
  if (!inserted) return null
  return {
    ...made,
    submittedAt: context.now.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
  }
}

function repeatReceipt(same: NonNullable<Prospect['same']>, digest: string, questions: Question[]) {
  if (same.digest !== digest) throw new ProblemError(idempotencyKeyReused)
  return {
    ...same,
    submittedAt: new Date(same.submittedAt).toISOString(),
    startedAt: same.startedAt && new Date(same.startedAt).toISOString(),
    questions,
  }
}

function refuseClosed(seen: Prospect, now: Date, digest: string): void {
  if (seen.exempted) throw new ProblemError(exempted)
  if (now < seen.opens_at) throw new ProblemError(notOpenYet)
  if (seen.standing === 'accepted') throw new ProblemError(closedByAcceptance)
  if (seen.standing !== 'none' && seen.last_digest === digest) throw new ProblemError(nothingChanged)
}
