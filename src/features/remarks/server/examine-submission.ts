import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { findForm, findTask } from '../../campaign/definition.ts'
import { type CampaignInForce, findCampaignById } from '../../campaign/server/find-campaign.ts'
import { findSimilarText } from './find-similar-text.ts'
import { findUsedPictures } from './find-used-pictures.ts'
import { type Found, writeRemarks } from './write-remarks.ts'

/** Pictures, texts and cumulative figures of a report that is in force; a replaced revision has no remarks. */
export async function examineSubmission(db: Connection, id: string, now: Date): Promise<void> {
  const row = await db
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation_id')
    .where('s.id', '=', id)
    .select([
      's.id',
      's.campaign_id',
      's.unit_id',
      's.obligation_id',
      's.content',
      's.definition_digest',
      'o.task_key',
      'o.submission_id',
      'o.period_end',
    ])
    .executeTakeFirst()
  if (!row) return
  const campaign = await findCampaignById(db, row.campaign_id)
  const about = { campaignId: row.campaign_id, unitId: row.unit_id, subject: 'submission' as const, id }
  const rules = campaign.definition.recording.remarks
  await dropReplaced(db, row.obligation_id, row.submission_id)
  if (row.submission_id !== id) return
  const pictures = await db
    .selectFrom('attachment as t')
    .innerJoin('file as f', 'f.id', 't.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('t.submission_id', '=', id)
    .where('b.kind', '=', 'image')
    // A record's own pictures have been looked at with the record.
    .where(
      sql<boolean>`not exists (select from activity_file r join activity a on a.id = r.activity_id
        where r.file_id = f.id and a.deleted_at is null)`,
    )
    .select(['f.id', 'f.sha256', 'f.uploaded_at', 'b.taken_at', 'b.latitude', 'b.longitude'])
    .execute()
  const found: Found[] = await findUsedPictures(db, id, pictures, rules)
  const sameReport = async (other: string) => {
    const earlier = await db
      .selectFrom('submission as s')
      .innerJoin('obligation as o', 'o.submission_id', 's.id')
      .where('s.id', '=', other)
      .select('s.obligation_id')
      .executeTakeFirst()
    return !earlier || earlier.obligation_id === row.obligation_id
  }
  const text = readLongTexts(campaign, row.task_key, row.content)
  const rule = rules.find((one) => one.kind === 'similar-text')
  found.push(...(await findSimilarText(db, { ...about, text }, rule, sameReport, now)))
  const falling = rules.find((one) => one.kind === 'falling-figures')
  if (falling && row.definition_digest === campaign.digest) {
    for (const one of await findFalling(db, campaign, row))
      found.push({ rule: falling, code: one.code, detail: one })
  }
  await writeRemarks(db, about, found, now)
}

/** Doubts about a revision that is no longer in force are nobody's business, unless somebody settled them. */
async function dropReplaced(db: Connection, obligationId: string, inForce: string | null): Promise<void> {
  await sql`
    delete from remark r using submission s
    where r.subject = 'submission' and s.id = r.subject_id and s.obligation_id = ${obligationId}
      and s.id <> ${inForce} and r.settled_at is null`.execute(db)
}

function readLongTexts(campaign: CampaignInForce, taskKey: string, content: unknown): string {
  const form = findForm(campaign.definition, findTask(campaign.definition, taskKey).form)
  const { fields = {} } = content as { fields?: Record<string, unknown> }
  return form.fields
    .filter((field) => field.type === 'long-text')
    .map((field) => fields[field.key])
    .filter((text): text is string => typeof text === 'string')
    .join('\n')
}

/** Cumulative numbers below those of the unit's report before. */
async function findFalling(
  db: Connection,
  campaign: CampaignInForce,
  report: { id: string; unit_id: string; campaign_id: string; obligation_id: string; period_end: string },
) {
  const { rows } = await sql<{ place: number; value: number; against: number }>`
    select w.place, w.value, w.against
    from figures f
    cross join lateral (
      select b.vals from figures b join submission s on s.id = b.submission_id
      where b.campaign_id = f.campaign_id and b.unit_id = f.unit_id and b.obligation_id <> f.obligation_id
        and b.ended_at is null and b.period_end <= f.period_end and s.definition_digest = ${campaign.digest}
      order by b.period_end desc, b.revision desc limit 1
    ) b
    cross join lateral unnest(f.vals, b.vals) with ordinality as w (value, against, place)
    where f.submission_id = ${report.id} and w.value < w.against`.execute(db)
  return rows.flatMap(({ place, value, against }) => {
    const indicator = campaign.definition.indicators[place - 1]
    return indicator ? [{ code: indicator.code, label: indicator.label, value, against }] : []
  })
}
