import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { selectFiles } from '../../evidence/server/select-files.ts'
import type { RemarkSide, RemarkView } from '../contract.ts'
import { type RemarkDetail, sayRemark } from '../rules.ts'

export interface RemarkRow {
  id: string
  rule_key: string
  kind: string
  subject: 'activity' | 'submission'
  subject_id: string
  file_id: string | null
  other: 'activity' | 'submission' | null
  other_id: string | null
  other_file_id: string | null
  detail: unknown
  found_at: Date
  settled_at: Date | null
  settled_by: string | null
  note: string | null
}

interface SideRow {
  id: string
  code: string
  name: string
  title: string
  day: string
  text: string | null
  participants: number | null
}

/** Remarks with both sides, two queries for a whole page. */
export async function presentRemarks(
  db: Connection,
  campaign: CampaignInForce,
  rows: RemarkRow[],
): Promise<RemarkView[]> {
  const idsOf = (subject: 'activity' | 'submission') =>
    rows.flatMap((row) => [
      ...(row.subject === subject ? [row.subject_id] : []),
      ...(row.other === subject ? [row.other_id!] : []),
    ])
  const sides = new Map<string, SideRow>()
  for (const one of await listActivitySides(db, idsOf('activity'))) sides.set(one.id, one)
  for (const one of await listSubmissionSides(db, idsOf('submission'))) sides.set(one.id, one)
  const taken = await listTakenAt(
    db,
    rows.flatMap((row) => [row.file_id, row.other_file_id].filter((id) => id !== null)),
  )
  const show = (
    subject: 'activity' | 'submission',
    id: string,
    fileId: string | null,
    kind: string,
  ): RemarkSide | null => {
    const row = sides.get(id)
    if (!row) return null
    return {
      subject,
      id,
      unit: { code: row.code, name: row.name },
      title: row.title,
      day: row.day,
      text: kind === 'similar-text' ? (row.text?.slice(0, 600) ?? null) : null,
      picture: fileId,
      takenAt: fileId ? (taken.get(fileId) ?? null) : null,
      participants: row.participants,
    }
  }
  const rules = new Map(campaign.definition.recording.remarks.map((rule) => [rule.key, rule]))
  return rows.flatMap((row) => {
    const about = show(row.subject, row.subject_id, row.file_id, row.kind)
    if (!about) return []
    const rule = rules.get(row.rule_key) ?? { kind: row.kind as 'same-picture', message: '需要核实。' }
    return [
      {
        id: row.id,
        rule: row.rule_key,
        sentence: sayRemark(rule, row.detail as RemarkDetail),
        about,
        other: row.other ? show(row.other, row.other_id!, row.other_file_id, row.kind) : null,
        foundAt: row.found_at.toISOString(),
        settled: row.settled_at
          ? { at: row.settled_at.toISOString(), by: row.settled_by ?? '', note: row.note ?? '' }
          : null,
      },
    ]
  })
}

function listActivitySides(db: Connection, ids: string[]): Promise<SideRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('activity as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .where(sql<boolean>`a.id = any(${ids}::uuid[])`)
    .select(['a.id', 'u.code', 'u.name', 'a.title', 'a.day', 'a.narrative as text', 'a.participants'])
    .execute()
}

/** The text is that of all long answers, as they were compared. */
async function listSubmissionSides(db: Connection, ids: string[]): Promise<SideRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SideRow>`
    select s.id, u.code, u.name, o.period_title as title, o.period_end as day, null as participants,
      (select string_agg(f.value #>> '{}', E'\n') from jsonb_each(s.content -> 'fields') f
        where jsonb_typeof(f.value) = 'string' and length(f.value #>> '{}') >= 40) as text
    from submission s join obligation o on o.id = s.obligation_id join org_unit u on u.id = s.unit_id
    where s.id = any(${ids}::uuid[])`.execute(db)
  return rows
}

async function listTakenAt(db: Connection, fileIds: string[]): Promise<Map<string, string | null>> {
  if (fileIds.length === 0) return new Map()
  const rows = await selectFiles(db, fileIds).select(['f.id', 'b.taken_at']).execute()
  return new Map(rows.map((row) => [row.id, row.taken_at]))
}
