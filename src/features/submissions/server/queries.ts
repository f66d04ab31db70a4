import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { ReportContent } from '../content.ts'

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
