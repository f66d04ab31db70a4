import type { Connection } from '../../../platform/server/database.ts'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { dueInForce, presentObligation } from './present-obligation.ts'
import { selectObligations } from './queries.ts'

/** Units that still owe one period, with the telephone of their liaisons from the liaison table in force. */
export async function findMissing(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition },
  scope: UnitScope,
  period: { task: string; period: string },
  now: Date,
) {
  const task = findTask(campaign.definition, period.task)
  const rows = await selectObligations(db)
    .where('o.campaign_id', '=', campaign.id)
    .where('o.task_key', '=', period.task)
    .where('o.period_key', '=', period.period)
    .where('o.exempted_at', 'is', null)
    .where('o.standing', 'in', ['none', 'returned'])
    .where(withinScope(scope, 'o'))
    .orderBy('u.position')
    .orderBy('u.number')
    .execute()
  const liaisons = await liaisonsOfUnits(
    db,
    campaign,
    rows.map((row) => row.unit_id),
  )
  const dueAt = rows[0]?.due_at ?? now
  const due = localOfInstant(rows[0] ? dueInForce(rows[0]) : now, campaign.definition.timeZone)
  const names = rows.map((row) => row.unit_name).join('、')
  return {
    task: task.title,
    periodTitle: rows[0]?.period_title ?? '',
    dueAt: dueAt.toISOString(),
    text: `【${campaign.definition.shortTitle}】${task.title}${rows[0] ? `（${rows[0].period_title}）` : ''}请于${sayDay(due.date)}${due.time.slice(0, 5)}前报送。目前尚未报送的单位：${names || '无'}。`,
    units: rows.map((row) => ({
      code: row.unit_code,
      name: row.unit_name,
      obligationId: row.id,
      state: presentObligation(row, campaign.definition, now).state,
      liaisons: liaisons.get(row.unit_id) ?? [],
    })),
  }
}

function sayDay(date: string): string {
  const [, month, day] = date.split('-')
  return `${Number(month)}月${Number(day)}日`
}

type Liaison = { name: string; mobile: string; officePhone: string }

async function liaisonsOfUnits(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition },
  unitIds: string[],
): Promise<Map<string, Liaison[]>> {
  const withLiaisons = new Set(
    campaign.definition.forms
      .filter((form) => form.fields.some((field) => field.type === 'list' && field.key === 'liaisons'))
      .map((form) => form.key),
  )
  const tasks = campaign.definition.tasks
    .filter((task) => withLiaisons.has(task.form))
    .map((task) => task.key)
  if (unitIds.length === 0 || tasks.length === 0) return new Map()
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('submission as s', 's.id', 'o.submission_id')
    .where('o.campaign_id', '=', campaign.id)
    .where('o.task_key', 'in', tasks)
    .where('o.unit_id', 'in', unitIds)
    .select(['o.unit_id', 's.content'])
    .execute()
  return new Map(
    rows.map((row) => {
      const fields = (row.content as { fields?: Record<string, unknown> }).fields ?? {}
      const list = Array.isArray(fields.liaisons) ? (fields.liaisons as Record<string, unknown>[]) : []
      return [
        row.unit_id,
        list.map((one) => ({
          name: String(one.name ?? ''),
          mobile: String(one.mobile ?? ''),
          officePhone: String(one['office-phone'] ?? ''),
        })),
      ]
    }),
  )
}
