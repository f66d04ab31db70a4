import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { Form } from '../../campaign/definition.ts'
import { findTask } from '../../campaign/definition.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { type NarrativeStyle, type TellableActivity, writeNarrative } from '../narrative.ts'

export interface DrawnReport {
  /** How many records it was written from. */
  records: number
  /** By field key: a text, or the chosen pictures. */
  fields: Record<string, string | { id: string; caption?: string }[]>
}

interface ReportedPeriod {
  id: string
  unit_id: string
  task_key: string
  period_start: string
  period_end: string
}

/** Pictures that a drawn report begins with; the writer adds or removes. */
const picturesAtMost = 9

/**
 * What the fields with `prefill: activities` begin with: a key activity's own report, a period's from the records of
 * its days and those entered since the last report, the summary from all. Null when there is nothing to draw from.
 */
export async function drawReport(
  db: Connection,
  campaign: CampaignInForce,
  form: Form,
  period: ReportedPeriod,
): Promise<DrawnReport | null> {
  const fields = form.fields.filter((field) => 'prefill' in field && field.prefill === 'activities')
  if (fields.length === 0) return null
  const { schedule } = findTask(campaign.definition, period.task_key)
  const style: NarrativeStyle =
    schedule.kind === 'as-needed' ? 'event' : schedule.kind === 'once' ? 'summary' : 'period'
  const rows = await listTellable(db, campaign, period, style)
  if (rows.length === 0) return null
  const drawn: DrawnReport = { records: rows.length, fields: {} }
  for (const field of fields) {
    if (field.type === 'long-text') {
      const text = writeNarrative(rows, campaign.definition, style, Math.min(field.maxLength, 20_000))
      if (text) drawn.fields[field.key] = text
    } else if (field.type === 'files' && field.accept.includes('image')) {
      const pictures = choosePictures(rows, Math.min(field.max, picturesAtMost))
      if (pictures.length > 0) drawn.fields[field.key] = pictures
    }
  }
  return drawn
}

interface TellableRow extends TellableActivity {
  pictures: { id: string; title: string }[]
}

async function listTellable(
  db: Connection,
  campaign: CampaignInForce,
  period: ReportedPeriod,
  style: NarrativeStyle,
): Promise<TellableRow[]> {
  const { rows } = await sql<TellableRow>`
    select a.type, a.title, a.day, a.place, a.narrative, a.is_key as "isKey", a.sessions, a.participants, a.reach,
      a.quantity,
      (select coalesce(json_agg(u.name order by u.position), '[]') from org_unit u
        where u.id <> ${period.unit_id} and (u.id = a.unit_id
          or u.id in (select p.unit_id from activity_partner p where p.activity_id = a.id))) as partners,
      (select coalesce(json_agg(json_build_object('id', f.id, 'title', coalesce(r.caption, a.title)) order by r.position), '[]')
        from activity_file r join file f on f.id = r.file_id join blob b on b.sha256 = f.sha256
        where r.activity_id = a.id and b.kind = 'image' and f.unit_id = ${period.unit_id}) as pictures
    from activity a
    where a.campaign_id = ${campaign.id} and a.deleted_at is null
      and (a.unit_id = ${period.unit_id}
        or exists (select 1 from activity_partner p where p.activity_id = a.id and p.unit_id = ${period.unit_id}))
      and ${await whichRecords(db, campaign, period, style)}
    order by a.day, a.created_at, a.id
    limit 1000`.execute(db)
  return rows
}

async function whichRecords(
  db: Connection,
  campaign: CampaignInForce,
  period: ReportedPeriod,
  style: NarrativeStyle,
) {
  if (style === 'summary') return sql<boolean>`a.day <= ${period.period_end}`
  const inPeriod = sql<boolean>`a.day between ${period.period_start} and ${period.period_end}`
  if (style === 'event') {
    const named = await db
      .selectFrom('activity')
      .where('obligation_id', '=', period.id)
      .where('deleted_at', 'is', null)
      .select('id')
      .limit(1)
      .executeTakeFirst()
    return named ? sql<boolean>`a.obligation_id = ${period.id}` : sql<boolean>`${inPeriod} and a.is_key`
  }
  const { last } = await db
    .selectFrom('obligation')
    .where('campaign_id', '=', campaign.id)
    .where('unit_id', '=', period.unit_id)
    .where('task_key', '=', period.task_key)
    .where('id', '!=', period.id)
    .where('period_end', '<', period.period_start)
    .where('standing', 'in', ['submitted', 'checked', 'accepted'])
    .select((eb) => eb.fn.max('submitted_at').as('last'))
    .executeTakeFirstOrThrow()
  // What was entered after its week had been reported is told now, or it would never be.
  return last
    ? sql<boolean>`(${inPeriod} or (a.day < ${period.period_start} and a.created_at > ${last}))`
    : sql<boolean>`a.day <= ${period.period_end}`
}

/** One of each activity before a second of any; key activities first. */
function choosePictures(rows: TellableRow[], most: number): { id: string; caption?: string }[] {
  const order = [...rows].sort((a, b) => Number(b.isKey) - Number(a.isKey))
  const rounds = Math.max(0, ...order.map((row) => row.pictures.length))
  const chosen = Array.from({ length: rounds }, (_, round) =>
    order.flatMap((row) => (row.pictures[round] ? [row.pictures[round]] : [])),
  ).flat()
  const seen = new Set<string>()
  return chosen
    .filter((one) => !seen.has(one.id) && seen.add(one.id))
    .slice(0, most)
    .map((one) => ({ id: one.id, caption: one.title }))
}
