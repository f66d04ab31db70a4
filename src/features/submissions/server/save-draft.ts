import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findForm, findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { findObligationForDraft } from './find-obligation-for-draft.ts'
import { type ReportContent, reportContent } from '../content.ts'
import { type DraftView, closedByAcceptance, draftConflict } from '../contract.ts'
import { nameFigures } from '../rules.ts'
import { findDraft, findLastReturn, findPreviousContent, findPreviousFigures, writeDraft } from './queries.ts'

interface CampaignInForce {
  id: string
  definition: CampaignDefinition
}

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
  const base = {
    previousFigures,
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
    ...prefill(form, obligation.unit_name, previous, previousFigures),
  }
}

function prefill(
  form: ReturnType<typeof findForm>,
  unitName: string,
  previous: ReportContent | null,
  previousFigures: Record<string, number | null>,
): Pick<DraftView, 'content' | 'prefilled'> {
  const content = reportContent.parse({})
  const prefilled: Record<string, string> = {}
  for (const field of form.fields) {
    if ((field.type !== 'text' && field.type !== 'list') || !field.prefill) continue
    const value = field.prefill === 'unit-name' ? unitName : previous?.fields[field.key]
    if (value === undefined || value === null) continue
    content.fields[field.key] = value
    prefilled[`fields.${field.key}`] = field.prefill === 'unit-name' ? '单位名录' : '上一次报送'
  }
  for (const [code, value] of Object.entries(form.statistics ? previousFigures : {})) {
    if (value === null) continue
    content.figures[code] = value
    prefilled[`figures.${code}`] = '上一次报送的累计数'
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
