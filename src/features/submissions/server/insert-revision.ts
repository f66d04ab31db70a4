import type { AuditContext } from '../../../platform/server/audit.ts'
import { type Connection, prepareStatement } from '../../../platform/server/database.ts'
import type { ReportContent } from '../content.ts'
import type { Prospect } from './find-for-submission.ts'

export interface Revision {
  id: string
  content: ReportContent
  idempotencyKey: string
  digest: string
  receipt: string
  revision: number
  startedAt: Date | null
  onTime: boolean
  figures: (number | null)[] | null
  files: { field: string; fileId: string }[]
}

const always = [
  `inserted as (
    insert into submission (id, obligation_id, campaign_id, unit_id, revision, content, definition_digest, digest,
      receipt, zero_report, submitted_at, submitted_by, started_at, on_time, idempotency_key)
    select :id::uuid, id, campaign_id, unit_id, :revision::int, :content::jsonb, :definitionDigest::text, :digest::text,
      :receipt::text, :zeroReport::boolean, :now::timestamptz, :userId::text, :startedAt::timestamptz,
      :onTime::boolean, :idempotencyKey::text
    from moved)`,
  `audited as (
    insert into audit_record (at, kind, user_id, user_name, address, request_id, unit_id, subject_id, after)
    select :now::timestamptz, 'report-submitted', :userId::text, :userName::text, :address::text, :requestId::text,
      unit_id, :id::text, :audit::jsonb
    from moved)`,
  `due as (
    insert into remark_due (subject, subject_id, since) select 'submission', :id::uuid, :now::timestamptz from moved)`,
]

/** Left out where there is nothing to do: PostgreSQL prepares each part anew at every execution. */
const optional = {
  replaced: `replaced as (
    update figures f set ended_at = :now::timestamptz from moved where f.obligation_id = moved.id and f.ended_at is null)`,
  counted: `counted as (
    insert into figures (submission_id, obligation_id, campaign_id, unit_id, period_end, revision, submitted_at, vals,
      a0, a1, a2, a3, a4, a5, a6)
    select :id::uuid, id, campaign_id, unit_id, period_end, :revision::int, :now::timestamptz, :figures::bigint[],
      a0, a1, a2, a3, a4, a5, a6
    from moved)`,
  attached: `attached as (
    insert into attachment (submission_id, file_id, field, position)
    select :id::uuid, f.id, w.field, w.number::int - 1
    from moved, unnest(:fileIds::uuid[], :fileFields::text[]) with ordinality w (file_id, field, number)
    join file f on f.id = w.file_id
    where f.unit_id = moved.unit_id
    on conflict do nothing)`,
  drafted: `drafted as (delete from draft d using moved where d.obligation_id = moved.id)`,
}
type Part = keyof typeof optional
const parts = Object.keys(optional) as Part[]

/**
 * All rows of a revision in one statement, which is a transaction by itself: at the deadline's rush the round trips
 * are what costs. It moves the obligation on only from the state that was judged; a request that waited for another
 * finds it moved, writes nothing and gives no row.
 */
function prepareInsert(wanted: Part[]) {
  return prepareStatement<{ id: string }, Record<string, unknown>>(`
    with moved as (
      update obligation set standing = 'submitted', submission_id = :id::uuid, revision = :revision::int,
        submitted_at = :now::timestamptz, on_time = :stillOnTime::boolean, zero_report = :zeroReport::boolean
      where id = :obligationId::uuid and revision = :revision::int - 1 and standing = :standing::text
        and exempted_at is null and withdrawn_at is null
        and date_trunc('milliseconds', coalesce(extended_due_at, due_at)) = :dueAt::timestamptz
      returning id, campaign_id, unit_id, period_end, a0, a1, a2, a3, a4, a5, a6
    ), ${[...always, ...wanted.map((part) => optional[part])].join(', ')}
    select id from moved`)
}
const statements = Array.from({ length: 1 << parts.length }, (_, mask) =>
  prepareInsert(parts.filter((_part, bit) => mask & (1 << bit))),
)

/**
 * False when the obligation is no longer as it was judged. A correction keeps the punctuality of an earlier revision
 * that was not returned.
 */
export async function insertRevision(
  db: Connection,
  context: AuditContext,
  seen: Prospect,
  one: Revision,
): Promise<boolean> {
  const wanted: Record<Part, boolean> = {
    replaced: seen.revision > 0,
    counted: one.figures !== null,
    attached: one.files.length > 0,
    drafted: seen.has_draft,
  }
  const mask = parts.reduce((sum, part, bit) => sum + (wanted[part] ? 1 << bit : 0), 0)
  const rows = await statements[mask]!(db, {
    id: one.id,
    obligationId: seen.obligation_id,
    revision: one.revision,
    standing: seen.standing,
    dueAt: (seen.extended_due_at ?? seen.due_at).toISOString(),
    definitionDigest: seen.campaign_digest,
    now: context.now.toISOString(),
    onTime: one.onTime,
    stillOnTime: one.onTime || (seen.standing !== 'returned' && seen.on_time === true),
    zeroReport: one.content.zeroReport,
    content: JSON.stringify(one.content),
    digest: one.digest,
    receipt: one.receipt,
    userId: context.caller!.id,
    startedAt: one.startedAt?.toISOString() ?? null,
    idempotencyKey: one.idempotencyKey,
    figures: one.figures && `{${one.figures.map((value) => value ?? 'null').join()}}`,
    fileIds: one.files.map((file) => file.fileId),
    fileFields: one.files.map((file) => file.field),
    userName: context.caller!.name,
    address: context.address,
    requestId: context.requestId,
    audit: JSON.stringify({
      revision: one.revision,
      digest: one.digest,
      receipt: one.receipt,
      onTime: one.onTime,
    }),
  })
  return rows.length > 0
}
