import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { listAskedMeasures } from '../../campaign/recording.ts'
import { findCampaignById } from '../../campaign/server/find-campaign.ts'
import { findMedian, measureDistance, measureHoursFromDay, peersAtLeast } from '../rules.ts'
import { findSimilarText } from './find-similar-text.ts'
import { type SubjectFile, findUsedPictures } from './find-used-pictures.ts'
import { type Found, writeRemarks } from './write-remarks.ts'

/** Every rule of the definition that speaks of activities; a deleted record has no remarks. */
export async function examineActivity(db: Connection, id: string, now: Date): Promise<void> {
  const row = await db
    .selectFrom('activity as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .where('a.id', '=', id)
    .selectAll('a')
    .select(['u.headcount', 'u.tags'])
    .executeTakeFirst()
  if (!row) return
  const about = { campaignId: row.campaign_id, unitId: row.unit_id, subject: 'activity' as const, id }
  if (row.deleted_at) {
    await findSimilarText(db, { ...about, text: '' }, undefined, async () => true, now)
    return writeRemarks(db, about, [], now)
  }
  const { definition } = await findCampaignById(db, row.campaign_id)
  const rules = definition.recording.remarks
  const ruleOf = (kind: (typeof rules)[number]['kind']) => rules.find((one) => one.kind === kind)
  const files = await listPictures(db, id)
  const found: Found[] = await findUsedPictures(db, id, files, rules)

  const otherDay = ruleOf('other-day-picture')
  const far = ruleOf('far-picture')
  for (const file of files) {
    const hours = measureHoursFromDay(file.taken_at, row.day)
    if (otherDay && hours !== null && hours > (otherDay.limit ?? 0))
      found.push({ rule: otherDay, fileId: file.id, detail: { hours } })
    const here = placeOf(row)
    const there = placeOf(file)
    const metres = here && there ? measureDistance(here, there) : 0
    if (far && metres > (far.limit ?? 0)) found.push({ rule: far, fileId: file.id, detail: { metres } })
  }

  const unlike = async (other: string) => !(await isRecorded(db, other))
  found.push(
    ...(await findSimilarText(db, { ...about, text: row.narrative }, ruleOf('similar-text'), unlike, now)),
  )

  const people = row.participants ?? 0
  const headcount = ruleOf('above-headcount')
  if (headcount && row.headcount && people > row.headcount * (headcount.limit ?? 1))
    found.push({ rule: headcount, detail: { value: people, against: row.headcount } })
  const outlier = ruleOf('outlier')
  if (outlier && people > 0) {
    const peers = await listPeers(db, row)
    const median = findMedian(peers)
    if (median !== null && peers.length >= peersAtLeast && people > median * (outlier.limit ?? 1))
      found.push({ rule: outlier, detail: { value: people, against: median } })
  }
  const noSessions = ruleOf('no-sessions')
  const type = definition.recording.activityTypes.find((one) => one.key === row.type)
  if (noSessions && type && listAskedMeasures(type).includes('sessions') && people > 0 && !row.sessions)
    found.push({ rule: noSessions })
  await writeRemarks(db, about, found, now)
}

function placeOf(one: { latitude: number | null; longitude: number | null }) {
  return one.latitude === null || one.longitude === null
    ? null
    : { latitude: one.latitude, longitude: one.longitude }
}

function listPictures(db: Connection, activityId: string): Promise<SubjectFile[]> {
  return db
    .selectFrom('activity_file as r')
    .innerJoin('file as f', 'f.id', 'r.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('r.activity_id', '=', activityId)
    .where('b.kind', '=', 'image')
    .select(['f.id', 'f.sha256', 'f.uploaded_at', 'b.taken_at', 'b.latitude', 'b.longitude'])
    .orderBy('r.position')
    .execute()
}

async function isRecorded(db: Connection, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('activity')
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Participants of the newest records of the same type by other units of the same kind. */
async function listPeers(
  db: Connection,
  row: { id: string; campaign_id: string; unit_id: string; type: string; tags: string[] },
): Promise<number[]> {
  const { rows } = await sql<{ participants: number }>`
    select a.participants from activity a join org_unit u on u.id = a.unit_id
    where a.campaign_id = ${row.campaign_id} and a.type = ${row.type} and a.unit_id <> ${row.unit_id}
      and a.deleted_at is null and a.participants > 0 and u.tags && ${row.tags}::text[]
    order by a.created_at desc limit 200`.execute(db)
  return rows.map((one) => one.participants)
}
