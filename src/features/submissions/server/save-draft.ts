import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { drawReport } from '../../activities/server/draw-report.ts'
import { findForm, findTask } from '../../campaign/definition.ts'
import { drawCaseLists } from '../../cases/server/draw-cases.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { readOwnSheet } from '../../ledger/server/read-figures.ts'
import { findObligationForDraft } from './find-obligation-for-draft.ts'
import { type FieldValue, type ReportContent, reportContent } from '../content.ts'
import { type DraftView, closedByAcceptance, draftConflict } from '../contract.ts'
import { nameFigures } from '../rules.ts'
import { findDraft, findLastReturn, findPreviousContent, findPreviousFigures, writeDraft } from './queries.ts'

/** The stored draft, or one filled in with what is known already: nothing is asked twice. */
export async function openDraft(
  db: Connection,
  campaign: CampaignInForce,
  obligationId: string,
): Promise<DraftView> {
  const obligation = await findObligationForDraft(db, campaign.id, obligationId)
  if (!obligation) throw new ProblemError(notFound)
  const { definition } = campaign
  const form = findForm(definition, findTask(definition, obligation.task_key).form)
  const stored = await findDraft(db, obligation.id)
  const returned = await findLastReturn(db, obligation.id)
  const previousValues = form.statistics
    ? await findPreviousFigures(db, campaign.id, obligation.unit_id, obligation.period_end, obligation.id)
    : null
  const previousFigures = previousValues ? nameFigures(previousValues, definition) : {}
  const unit = { id: obligation.unit_id, number: obligation.unit_number }
  const ledgerFigures = form.statistics ? await readOwnSheet(db, campaign, unit, obligation.period_end) : {}
  const drawn =
    (await drawReport(db, campaign, form, obligation)) ??
    (await drawCaseLists(db, campaign, form, obligation))
  const base = {
    previousFigures,
    ledgerFigures,
    drawn,
    returned: returned
      ? {
          remark: returned.remark ?? '',
          fieldRemarks: returned.field_remarks as Record<string, string>,
          madeAt: returned.made_at.toISOString(),
          madeBy: returned.made_by,
        }
      : null,
  }
  if (stored) {
    return {
      ...base,
      version: stored.version,
      content: reportContent.parse(stored.content),
      savedAt: stored.saved_at.toISOString(),
      savedBy: stored.saved_by,
      prefilled: {},
    }
  }
  // A reopened or corrected report starts from what was sent.
  if (obligation.content) {
    return {
      ...base,
      version: 0,
      content: reportContent.parse(obligation.content),
      savedAt: null,
      savedBy: null,
      prefilled: {},
    }
  }
  const sameForm = definition.tasks.filter((task) => task.form === form.key).map((task) => task.key)
  const previous = await findPreviousContent(db, campaign.id, obligation.unit_id, sameForm, obligation.id)
  return {
    ...base,
    version: 0,
    savedAt: null,
    savedBy: null,
    ...prefill(form, { unitName: obligation.unit_name, previous, previousFigures, ledgerFigures, drawn }),
  }
}

interface Known {
  unitName: string
  previous: ReportContent | null
  previousFigures: Record<string, number | null>
  ledgerFigures: Record<string, number | null>
  drawn: DraftView['drawn']
}

function prefill(form: ReturnType<typeof findForm>, known: Known): Pick<DraftView, 'content' | 'prefilled'> {
  const content = reportContent.parse({})
  const prefilled: Record<string, string> = {}
  for (const field of form.fields) {
    const fill = (value: FieldValue | undefined, from: string) => {
      if (value === undefined || value === null) return
      content.fields[field.key] = value
      prefilled[`fields.${field.key}`] = from
    }
    if (!('prefill' in field)) continue
    if (field.prefill === 'unit-name') fill(known.unitName, '单位名录')
    if (field.prefill === 'previous') fill(known.previous?.fields[field.key], '上一次报送')
    if (field.prefill === 'activities')
      fill(known.drawn?.fields[field.key], `活动台账的 ${known.drawn?.records ?? 0} 条记录`)
    if (field.prefill === 'cases') fill(known.drawn?.fields[field.key], '案例台账')
  }
  if (form.statistics) {
    for (const code of Object.keys(known.ledgerFigures)) {
      const recorded = known.ledgerFigures[code] ?? null
      const value = recorded ?? known.previousFigures[code] ?? null
      if (value === null) continue
      content.figures[code] = value
      prefilled[`figures.${code}`] = recorded === null ? '上一次报送的累计数' : '活动台账'
    }
  }
  return { content, prefilled }
}

/** Never overwrites: a stale `baseVersion` answers 409 with the draft that is there. */
export async function saveDraft(
  db: Connection,
  campaign: CampaignInForce,
  draft: { obligationId: string; baseVersion: number; content: ReportContent; now: Date; userId: string },
): Promise<number> {
  const obligation = await findObligationForDraft(db, campaign.id, draft.obligationId)
  if (!obligation) throw new ProblemError(notFound)
  if (obligation.standing === 'accepted') throw new ProblemError(closedByAcceptance)
  const version = await writeDraft(db, draft)
  if (version === null) {
    const current = await findDraft(db, draft.obligationId)
    throw new ProblemError(draftConflict, {
      extra: {
        current: current
          ? {
              version: current.version,
              content: current.content,
              savedAt: current.saved_at,
              savedBy: current.saved_by,
            }
          : null,
      },
    })
  }
  return version
}
