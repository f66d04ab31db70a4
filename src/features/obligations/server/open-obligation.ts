import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import { findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { notAsNeeded } from '../contract.ts'

/**
 * Opens a 及时 period for one unit, due at the end of that day (notice, closing paragraph: 重要活动、特色活动当天报送).
 * The same unit, day and title give the same period, so a double click opens one.
 */
export async function openPeriod(
  db: Connection,
  context: AuditContext,
  campaign: { id: string; definition: CampaignDefinition },
  taskKey: string,
  unitId: string,
  event: { date: string; title: string },
): Promise<string> {
  const task = findTask(campaign.definition, taskKey)
  if (task.schedule.kind !== 'as-needed') throw new ProblemError(notAsNeeded)
  if (event.date < task.schedule.from || event.date > task.schedule.until) {
    throw new ProblemError(notAsNeeded, {
      detail: `日期须在 ${task.schedule.from} 至 ${task.schedule.until} 之间。`,
    })
  }
  const timeZone = campaign.definition.timeZone
  const opensAt = instantOfLocal(event.date, '00:00', timeZone)
  const dueAt = task.schedule.dueTime
    ? instantOfLocal(event.date, task.schedule.dueTime, timeZone)
    : new Date(opensAt.getTime() + 86_400_000 - 1)
  const periodKey = `${event.date}-${createHash('sha256').update(event.title).digest('hex').slice(0, 8)}`
  const id = v7()
  const { id: found } = await db
    .insertInto('obligation')
    .columns([
      'id',
      'campaign_id',
      'task_id',
      'task_key',
      'unit_id',
      'period_key',
      'period_title',
      'period_start',
      'period_end',
      'opens_at',
      'due_at',
      'a0',
      'a1',
      'a2',
      'a3',
      'a4',
      'a5',
      'a6',
    ])
    .expression((eb) =>
      eb
        .selectFrom('org_unit as u')
        .innerJoin('task as t', (join) =>
          join.on('t.campaign_id', '=', campaign.id).on('t.key', '=', taskKey),
        )
        .where('u.id', '=', unitId)
        .select([
          eb.val(id).as('id'),
          eb.val(campaign.id).as('campaign_id'),
          't.id as task_id',
          't.key as task_key',
          'u.id as unit_id',
          eb.val(periodKey).as('period_key'),
          eb.val(event.title).as('period_title'),
          eb.cast<string>(eb.val(event.date), 'date').as('period_start'),
          eb.cast<string>(eb.val(event.date), 'date').as('period_end'),
          eb.cast<Date>(eb.val(opensAt), 'timestamptz').as('opens_at'),
          eb.cast<Date>(eb.val(dueAt), 'timestamptz').as('due_at'),
          'u.a0',
          'u.a1',
          'u.a2',
          'u.a3',
          'u.a4',
          'u.a5',
          'u.a6',
        ]),
    )
    // One that was withdrawn, because what it was for was deleted, is owed again.
    .onConflict((conflict) =>
      conflict.columns(['task_id', 'unit_id', 'period_key']).doUpdateSet({ withdrawn_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  if (found === id)
    await writeAudit(db, context, 'obligation-opened', { unitId, subjectId: id, after: event })
  return found
}

/** A same-day report whose reason is gone is no longer owed; one that was reported stays. */
export async function withdrawPeriod(db: Connection, id: string, now: Date): Promise<boolean> {
  const gone = await db
    .updateTable('obligation')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('standing', '=', 'none')
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}
