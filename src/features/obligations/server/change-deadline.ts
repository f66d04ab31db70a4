import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, conflict } from '../../../platform/shared/problem.ts'
import { alreadyAccepted, earlierThanDue } from '../contract.ts'
import { isOnTime } from '../rules.ts'
import { dueInForce } from './present-obligation.ts'
import type { ObligationRow } from './queries.ts'

/** Gives one unit more time. The reason is a row of its own and stays visible. */
export async function extendDue(
  db: Connection,
  context: AuditContext,
  row: ObligationRow,
  newDueAt: Date,
  reason: string,
): Promise<void> {
  const dueAt = dueInForce(row)
  if (newDueAt <= dueAt) throw new ProblemError(earlierThanDue)
  if (row.standing === 'accepted') throw new ProblemError(alreadyAccepted)
  await insertChange(db, context, row.id, { kind: 'extension', newDueAt, reason })
  await db
    .updateTable('obligation')
    .set({ extended_due_at: newDueAt, on_time: onTimeAfterExtension(row, newDueAt) })
    .where('id', '=', row.id)
    .execute()
  await writeAudit(db, context, 'deadline-extended', {
    unitId: row.unit_id,
    subjectId: row.id,
    before: { dueAt },
    after: { dueAt: newDueAt, reason },
  })
}

/** A report that came between the old and the new due time is on time after all. */
function onTimeAfterExtension(row: ObligationRow, newDueAt: Date): boolean | null {
  const late = row.on_time === false && row.submitted_at !== null
  return late ? isOnTime(row.submitted_at!, newDueAt) : row.on_time
}

export async function setExemption(
  db: Connection,
  context: AuditContext,
  row: ObligationRow,
  exempt: boolean,
  reason: string,
): Promise<void> {
  if (exempt === (row.exempted_at !== null)) {
    throw new ProblemError(conflict, { detail: exempt ? '该项已是免报。' : '该项并未免报。' })
  }
  await insertChange(db, context, row.id, {
    kind: exempt ? 'exemption' : 'exemption-ended',
    newDueAt: null,
    reason,
  })
  await db
    .updateTable('obligation')
    .set({ exempted_at: exempt ? context.now : null })
    .where('id', '=', row.id)
    .execute()
  await writeAudit(db, context, exempt ? 'obligation-exempted' : 'exemption-ended', {
    unitId: row.unit_id,
    subjectId: row.id,
    after: { reason },
  })
}

async function insertChange(
  db: Connection,
  context: AuditContext,
  obligationId: string,
  change: { kind: string; newDueAt: Date | null; reason: string },
): Promise<void> {
  await db
    .insertInto('deadline_change')
    .values({
      id: v7(),
      obligation_id: obligationId,
      kind: change.kind,
      new_due_at: change.newDueAt,
      reason: change.reason,
      made_at: context.now,
      made_by: context.caller!.id,
    })
    .execute()
}
