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

/**
 * All rows of a revision in one statement, which is a transaction by itself: at the deadline's rush the round trips
 * are what costs. It moves the obligation on only from the state that was judged; a request that waited for another
 * finds it moved, writes nothing and gives no row.
 */
const statement = prepareStatement<{ id: string }>(`
  with moved as (
    update obligation set standing = 'submitted', submission_id = $1::uuid, revision = $3::int, submitted_at = $7,
      on_time = $9::boolean, zero_report = $10::boolean
    where id = $2::uuid and revision = $3::int - 1 and standing = $4::text and exempted_at is null
      and withdrawn_at is null and date_trunc('milliseconds', coalesce(extended_due_at, due_at)) = $5::timestamptz
    returning id, campaign_id, unit_id, period_end, a0, a1, a2, a3, a4, a5, a6
  ), inserted as (
    insert into submission (id, obligation_id, campaign_id, unit_id, revision, content, definition_digest, digest,
      receipt, zero_report, submitted_at, submitted_by, started_at, on_time, idempotency_key)
    select $1::uuid, id, campaign_id, unit_id, $3::int, $11::jsonb, $6::text, $12::text, $13::text, $10::boolean,
      $7::timestamptz, $14::text, $15::timestamptz, $8::boolean, $16::text from moved
  ), replaced as (
    update figures f set ended_at = $7::timestamptz from moved where f.obligation_id = moved.id and f.ended_at is null
  ), counted as (
    insert into figures (submission_id, obligation_id, campaign_id, unit_id, period_end, revision, submitted_at, vals,
      a0, a1, a2, a3, a4, a5, a6)
    select $1::uuid, id, campaign_id, unit_id, period_end, $3::int, $7::timestamptz, $17::bigint[],
      a0, a1, a2, a3, a4, a5, a6 from moved
    where $17::bigint[] is not null
  ), attached as (
    insert into attachment (submission_id, file_id, field, position)
    select $1::uuid, f.id, w.field, w.number::int - 1
    from moved, unnest($18::uuid[], $19::text[]) with ordinality w (file_id, field, number)
    join file f on f.id = w.file_id
    where f.unit_id = moved.unit_id
    on conflict do nothing
  ), drafted as (
    delete from draft d using moved where d.obligation_id = moved.id
  ), audited as (
    insert into audit_record (at, kind, user_id, user_name, address, request_id, unit_id, subject_id, after)
    select $7::timestamptz, 'report-submitted', $14::text, $20::text, $21::text, $22::text, unit_id, $1::text, $23::jsonb
    from moved
  )
  select id from moved`)

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
  const stillOnTime = one.onTime || (seen.standing !== 'returned' && seen.on_time === true)
  const audit = { revision: one.revision, digest: one.digest, receipt: one.receipt, onTime: one.onTime }
  const rows = await statement(db, [
    one.id,
    seen.id,
    one.revision,
    seen.standing,
    seen.extended_due_at ?? seen.due_at,
    seen.campaign_digest,
    context.now,
    one.onTime,
    stillOnTime,
    one.content.zeroReport,
    JSON.stringify(one.content),
    one.digest,
    one.receipt,
    context.caller!.id,
    one.startedAt,
    one.idempotencyKey,
    one.figures,
    one.files.map((file) => file.fileId),
    one.files.map((file) => file.field),
    context.caller!.name,
    context.address,
    context.requestId,
    JSON.stringify(audit),
  ])
  return rows.length > 0
}
