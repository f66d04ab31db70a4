import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { ReportContent } from '../content.ts'

/**
 * The obligation, locked, with what a new revision is judged against. Two statements: a request that
 * waited for the lock must read what the one before it has committed, which a joined read does not.
 */
export async function lockForSubmission(
  db: Connection,
  campaignId: string,
  obligationId: string,
  idempotencyKey: string,
) {
  await sql`select 1 from obligation where id = ${obligationId} for update`.execute(db)
  return db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .leftJoin('submission as last', 'last.id', 'o.submission_id')
    .leftJoin('submission as same', (join) =>
      join.onRef('same.obligation_id', '=', 'o.id').on('same.idempotency_key', '=', idempotencyKey),
    )
    .where('o.id', '=', obligationId)
    .where('o.campaign_id', '=', campaignId)
    .where('o.withdrawn_at', 'is', null)
    .select([
      'o.id',
      'o.task_key',
      'o.period_key',
      'o.period_end',
      'o.opens_at',
      'o.due_at',
      'o.extended_due_at',
      'o.exempted_at',
      'o.standing',
      'o.revision',
      'o.on_time',
      'o.unit_id',
      'u.code as unit_code',
      'u.number as unit_number',
      'u.a0',
      'u.a1',
      'u.a2',
      'u.a3',
      'u.a4',
      'u.a5',
      'u.a6',
      'last.digest as last_digest',
      'same.id as same_id',
      'same.digest as same_digest',
      'same.revision as same_revision',
      'same.receipt as same_receipt',
      'same.submitted_at as same_submitted_at',
      'same.started_at as same_started_at',
      'same.on_time as same_on_time',
    ])
    .executeTakeFirst()
}
export type LockedObligation = NonNullable<Awaited<ReturnType<typeof lockForSubmission>>>

/** The unit's figures in force before (and not of) this period, in the definition's order. */
export async function findPreviousFigures(
  db: Connection,
  campaignId: string,
  unitId: string,
  periodEnd: string,
  obligationId: string,
): Promise<(number | null)[] | null> {
  const row = await db
    .selectFrom('figures')
    .where('campaign_id', '=', campaignId)
    .where('unit_id', '=', unitId)
    .where('obligation_id', '!=', obligationId)
    .where('ended_at', 'is', null)
    .where('period_end', '<=', periodEnd)
    .select('vals')
    .orderBy('period_end', 'desc')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.vals as (number | null)[] | undefined) ?? null
}

/** The content of the unit's last report made with the same form, for prefilling. */
export async function findPreviousContent(
  db: Connection,
  campaignId: string,
  unitId: string,
  tasks: string[],
  obligationId: string,
): Promise<ReportContent | null> {
  const row = await db
    .selectFrom('obligation as o')
    .innerJoin('submission as s', 's.id', 'o.submission_id')
    .where('o.campaign_id', '=', campaignId)
    .where('o.unit_id', '=', unitId)
    .where('o.task_key', 'in', tasks)
    .where('o.id', '!=', obligationId)
    .select('s.content')
    .orderBy('s.submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.content as ReportContent | undefined) ?? null
}

export function findDraft(db: Connection, obligationId: string) {
  return db
    .selectFrom('draft as d')
    .innerJoin('user as p', 'p.id', 'd.saved_by')
    .where('d.obligation_id', '=', obligationId)
    .select(['d.version', 'd.content', 'd.saved_at', 'p.name as saved_by'])
    .executeTakeFirst()
}

/** Inserts version 1 or raises the version when `baseVersion` is the stored one; null when it is not. */
export async function writeDraft(
  db: Connection,
  draft: { obligationId: string; baseVersion: number; content: ReportContent; now: Date; userId: string },
): Promise<number | null> {
  const content = JSON.stringify(draft.content)
  if (draft.baseVersion === 0) {
    const inserted = await db
      .insertInto('draft')
      .values({
        obligation_id: draft.obligationId,
        content,
        version: 1,
        saved_at: draft.now,
        saved_by: draft.userId,
      })
      .onConflict((conflict) => conflict.column('obligation_id').doNothing())
      .returning('version')
      .executeTakeFirst()
    return inserted?.version ?? null
  }
  const updated = await db
    .updateTable('draft')
    .set({ content, version: draft.baseVersion + 1, saved_at: draft.now, saved_by: draft.userId })
    .where('obligation_id', '=', draft.obligationId)
    .where('version', '=', draft.baseVersion)
    .returning('version')
    .executeTakeFirst()
  return updated?.version ?? null
}

export function findLastReturn(db: Connection, obligationId: string) {
  return db
    .selectFrom('review as r')
    .innerJoin('submission as s', 's.id', 'r.submission_id')
    .innerJoin('obligation as o', (join) =>
      join.onRef('o.submission_id', '=', 's.id').on('o.standing', '=', 'returned'),
    )
    .innerJoin('user as p', 'p.id', 'r.made_by')
    .where('s.obligation_id', '=', obligationId)
    .where('r.kind', '=', 'returned')
    .select(['r.remark', 'r.field_remarks', 'r.made_at', 'p.name as made_by'])
    .orderBy('r.made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function findSubmission(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('submission as s')
    .innerJoin('user as p', 'p.id', 's.submitted_by')
    .where('s.id', '=', id)
    .where('s.campaign_id', '=', campaignId)
    .selectAll('s')
    .select('p.name as submitted_by_name')
    .executeTakeFirst()
}

export function findRevision(db: Connection, obligationId: string, revision: number) {
  return db
    .selectFrom('submission')
    .where('obligation_id', '=', obligationId)
    .where('revision', '=', revision)
    .select(['id', 'content'])
    .executeTakeFirst()
}

export function listReviews(db: Connection, submissionId: string) {
  return db
    .selectFrom('review as r')
    .innerJoin('user as p', 'p.id', 'r.made_by')
    .where('r.submission_id', '=', submissionId)
    .select(['r.kind', 'r.remark', 'r.field_remarks', 'r.made_at', 'p.name as made_by'])
    .orderBy('r.made_at')
    .orderBy('r.id')
    .execute()
}

export function listAttachedFiles(db: Connection, submissionId: string) {
  return db
    .selectFrom('attachment as a')
    .innerJoin('file as f', 'f.id', 'a.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('a.submission_id', '=', submissionId)
    .select(['f.id', 'a.field', 'f.name', 'b.size', 'b.media_type', 'b.kind', 'b.width', 'b.height'])
    .orderBy('a.field')
    .orderBy('a.position')
    .execute()
}

/** Number of files of each submission on a page of the inbox. */
export async function countFiles(db: Connection, submissionIds: string[]): Promise<Map<string, number>> {
  if (submissionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('attachment')
    .where('submission_id', 'in', submissionIds)
    .select(['submission_id', sql<number>`count(*)`.as('count')])
    .groupBy('submission_id')
    .execute()
  return new Map(rows.map((row) => [row.submission_id, row.count]))
}
