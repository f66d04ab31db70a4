import type { Connection } from '../../../platform/server/database.ts'
import type { Form } from '../../campaign/definition.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'

type Item = Record<string, string>

/**
 * The unit's cases of a period as a report's list has them, oldest first. A case belongs to the month of its exposure;
 * while it has none, to that of the decision: each is reported once.
 */
export async function drawCases(
  db: Connection,
  campaign: CampaignInForce,
  unitId: string,
  period: { start: string; end: string },
): Promise<Item[]> {
  const rows = await db
    .selectFrom('typical_case')
    .where('campaign_id', '=', campaign.id)
    .where('unit_id', '=', unitId)
    .where('deleted_at', 'is', null)
    .where('day', '>=', period.start)
    .where('day', '<=', period.end)
    .selectAll()
    .orderBy('day')
    .orderBy('id')
    .limit(100)
    .execute()
  const labels = new Map(campaign.definition.recording.cases?.flags.map((one) => [one.value, one.label]))
  return rows.map((row) =>
    keepSaid({
      title: row.title,
      facts: row.facts,
      'legal-basis': row.bases.join('；'),
      penalty: sayPenalty(row.penalty, row.amount_fen),
      'decided-on': row.decided_on ?? '',
      flags: row.flags.map((flag) => labels.get(flag) ?? flag).join('、'),
      outlet: row.outlet ?? '',
      'exposed-on': row.exposed_on ?? '',
    }),
  )
}

function keepSaid(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== ''))
}

function sayPenalty(text: string, fen: number | null): string {
  const amount = fen === null ? '' : `罚没金额 ${(fen / 100).toLocaleString('zh-CN')} 元`
  return [text.replace(/。$/, amount ? '' : '。'), amount].filter(Boolean).join('；')
}

/** Values for the lists of a form that begin with the unit's cases; what such a list does not ask for is left out. */
export async function drawCaseLists(
  db: Connection,
  campaign: CampaignInForce,
  form: Form,
  obligation: { unit_id: string; period_start: string; period_end: string },
): Promise<{ records: number; fields: Record<string, Item[]> } | null> {
  const lists = form.fields.filter((field) => field.type === 'list').filter((one) => one.prefill === 'cases')
  if (lists.length === 0) return null
  const items = await drawCases(db, campaign, obligation.unit_id, {
    start: obligation.period_start,
    end: obligation.period_end,
  })
  if (items.length === 0) return null
  const fields = lists.map((list) => {
    const asked = new Set(list.fields.map((one) => one.key))
    const kept = items
      .slice(0, list.max)
      .map((item) => Object.fromEntries(Object.entries(item).filter(([key]) => asked.has(key))))
    return [list.key, kept] as const
  })
  return { records: items.length, fields: Object.fromEntries(fields) }
}
