import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignDefinition, FormField, SimpleField } from '../../campaign/definition.ts'

export type Liaison = Record<string, string>

const listKey = 'liaisons'

/** Tasks whose form asks for liaisons, and the fields of one liaison; null when the campaign asks for none. */
export function describeLiaisonForm(
  definition: CampaignDefinition,
): { tasks: string[]; fields: SimpleField[]; personal: boolean } | null {
  for (const form of definition.forms) {
    const list = form.fields.find(
      (field): field is Extract<FormField, { type: 'list' }> =>
        field.type === 'list' && field.key === listKey,
    )
    if (!list) continue
    const tasks = definition.tasks.filter((task) => task.form === form.key).map((task) => task.key)
    return { tasks, fields: list.fields, personal: list.personal }
  }
  return null
}

/** The liaisons of a report, every value as text. */
export function readLiaisons(content: unknown): { liaisons: Liaison[]; address: string | null } {
  const fields = (content as { fields?: Record<string, unknown> } | null)?.fields ?? {}
  const list = fields[listKey]
  return {
    liaisons: Array.isArray(list)
      ? list.map((one: Record<string, unknown>) =>
          Object.fromEntries(Object.entries(one).map(([key, value]) => [key, String(value ?? '')])),
        )
      : [],
    address: typeof fields.address === 'string' && fields.address !== '' ? fields.address : null,
  }
}

/** Liaisons in clear, by unit, from the newest report of each; the caller asks who may see them. */
export async function findLiaisons(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition },
  unitIds: string[],
): Promise<Map<string, Liaison[]>> {
  const form = describeLiaisonForm(campaign.definition)
  if (!form || form.tasks.length === 0 || unitIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('submission as s', 's.id', 'o.submission_id')
    .where('o.campaign_id', '=', campaign.id)
    .where('o.task_key', 'in', form.tasks)
    .where('o.withdrawn_at', 'is', null)
    .where(sql<boolean>`o.unit_id = any(${unitIds}::uuid[])`)
    .select(['o.unit_id', 's.content'])
    .orderBy('s.submitted_at')
    .execute()
  return new Map(rows.map((row) => [row.unit_id, readLiaisons(row.content).liaisons]))
}
