import { findForm, findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import type { ObligationView } from '../contract.ts'
import { describeState } from '../rules.ts'
import type { ObligationRow } from './queries.ts'

/** A row as the contract shows it, judged at `now`. */
export function presentObligation(
  row: ObligationRow,
  definition: CampaignDefinition,
  now: Date,
): ObligationView {
  const task = findTask(definition, row.task_key)
  const form = findForm(definition, task.form)
  const dueAt = dueInForce(row)
  return {
    id: row.id,
    task: {
      key: task.key,
      title: task.title,
      shortTitle: task.shortTitle,
      form: task.form,
      zeroReport: task.zeroReport,
    },
    unit: { code: row.unit_code, name: row.unit_name },
    period: { key: row.period_key, title: row.period_title, start: row.period_start, end: row.period_end },
    opensAt: row.opens_at.toISOString(),
    dueAt: dueAt.toISOString(),
    originalDueAt: row.due_at.toISOString(),
    state: describeState(
      {
        opensAt: row.opens_at,
        dueAt,
        standing: row.standing as ObligationView['standing'],
        onTime: row.on_time,
        exempted: row.exempted_at !== null,
        dueSoonHours: task.dueSoonHours,
      },
      now,
    ),
    late: row.on_time === false,
    standing: row.standing as ObligationView['standing'],
    revision: row.revision,
    submissionId: row.submission_id,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    zeroReport: row.zero_report,
    minutes: form.minutes,
  }
}

export function dueInForce(row: { due_at: Date; extended_due_at: Date | null }): Date {
  return row.extended_due_at ?? row.due_at
}
