import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, conflict } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { type ActivityContent, activityContent } from '../contract.ts'
import { toContent } from './present-activity.ts'
import { listRecent, listTemplates } from './queries.ts'

/** What stays the same from one time to the next; numbers, day, pictures and text are the event's own. */
const kept = [
  'type',
  'title',
  'startTime',
  'endTime',
  'place',
  'latitude',
  'longitude',
  'partners',
  'audience',
  'dimensions',
  'sessions',
] as const

function keepPart(content: Partial<ActivityContent>): Partial<ActivityContent> {
  return Object.fromEntries(kept.flatMap((name) => (content[name] == null ? [] : [[name, content[name]]])))
}

/** The unit's templates, its last record of each kind (at most six), and where it mostly is. */
export async function readBeginnings(db: Connection, campaign: CampaignInForce, unitId: string) {
  const templates = await listTemplates(db, campaign.id, unitId)
  const rows = await listRecent(db, campaign.id, unitId, 60)
  const recent = rows.filter((row, index) => rows.findIndex((one) => one.type === row.type) === index)
  const places = new Map<string, number>()
  for (const row of rows) if (row.place) places.set(row.place, (places.get(row.place) ?? 0) + 1)
  return {
    templates: templates.map((one) => ({
      id: one.id,
      name: one.name,
      content: activityContent.partial().parse(one.content),
    })),
    recent: recent.slice(0, 6).map((row) => ({
      id: row.id,
      title: row.title,
      day: row.day,
      content: keepPart(toContent(row, [])),
    })),
    places: [...places]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([place]) => place),
  }
}

export async function saveTemplate(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  unitId: string,
  template: { id: string; name: string; content: Partial<ActivityContent> },
) {
  const content = keepPart(template.content)
  const saved = await db
    .insertInto('activity_template')
    .values({
      id: template.id,
      campaign_id: campaign.id,
      unit_id: unitId,
      name: template.name,
      content: JSON.stringify(content),
      made_at: context.now,
    })
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet({ name: template.name, content: JSON.stringify(content) })
        .where('activity_template.unit_id', '=', unitId)
        .where('activity_template.campaign_id', '=', campaign.id),
    )
    .returning('id')
    .executeTakeFirst()
  if (!saved) throw new ProblemError(conflict)
  await writeAudit(db, context, 'activity-template-saved', {
    unitId,
    subjectId: template.id,
    after: { name: template.name },
  })
  return { id: template.id, name: template.name, content }
}

export async function deleteTemplate(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  unitId: string,
  id: string,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('activity_template')
    .where('id', '=', id)
    .where('campaign_id', '=', campaign.id)
    .where('unit_id', '=', unitId)
    .returning('name')
    .executeTakeFirst()
  if (gone)
    await writeAudit(db, context, 'activity-template-deleted', {
      unitId,
      subjectId: id,
      before: { name: gone.name },
    })
  return gone !== undefined
}
