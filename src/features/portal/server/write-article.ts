import { type AuditContext, type AuditKind, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { checkRecordFiles } from '../../evidence/server/check-record-files.ts'
import { type ArticleContent, articleConflict, articleEmpty } from '../article-contract.ts'
import { findArticleRow, listArticleFiles } from './article-queries.ts'

export interface SaveArticle {
  id: string
  campaignId: string
  unitId: string
  userId: string
  baseVersion: number
  content: ArticleContent
}

export async function saveArticle(db: Connection, context: AuditContext, save: SaveArticle): Promise<void> {
  const { kind, title, body, files } = save.content
  const said = { kind, title, body, changed_at: context.now }
  await checkRecordFiles(db, [save.unitId], files)
  const written =
    save.baseVersion === 0
      ? await db
          .insertInto('article')
          .values({
            ...said,
            id: save.id,
            campaign_id: save.campaignId,
            unit_id: save.unitId,
            created_at: context.now,
            created_by: save.userId,
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('article')
          .set({ ...said, version: save.baseVersion + 1 })
          .where('id', '=', save.id)
          .where('campaign_id', '=', save.campaignId)
          .where('unit_id', '=', save.unitId)
          .where('version', '=', save.baseVersion)
          .returning('version')
          .executeTakeFirst()
  if (!written) return refuseUnlessSame(db, save)
  await db.deleteFrom('article_file').where('article_id', '=', save.id).execute()
  if (files.length > 0)
    await db
      .insertInto('article_file')
      .values(
        files.map((file, position) => ({
          article_id: save.id,
          file_id: file.id,
          caption: file.caption,
          position,
        })),
      )
      .execute()
  await writeAudit(db, context, 'article-saved', {
    unitId: save.unitId,
    subjectId: save.id,
    after: { kind, title, version: written.version },
  })
}

/** The same sending once more is harmless; anything else is somebody else's change. */
async function refuseUnlessSame(db: Connection, save: SaveArticle): Promise<void> {
  const row = await findArticleRow(db, save.campaignId, save.id)
  const same = row && row.title === save.content.title && row.body === save.content.body
  if (!same) throw new ProblemError(articleConflict)
}

export async function publishArticle(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  id: string,
): Promise<void> {
  const row = await findArticleRow(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  if (row.body === '' && (await listArticleFiles(db, id)).length === 0) throw new ProblemError(articleEmpty)
  await changeState(db, context, campaignId, id, {
    from: ['draft', 'withdrawn'],
    to: 'published',
    kind: 'article-published',
  })
}

export async function withdrawArticle(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  id: string,
): Promise<void> {
  await changeState(db, context, campaignId, id, {
    from: ['published'],
    to: 'withdrawn',
    kind: 'article-withdrawn',
  })
}

/** Harmless when it is in that state already. */
async function changeState(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  id: string,
  change: { from: string[]; to: 'published' | 'withdrawn'; kind: AuditKind },
): Promise<void> {
  const changed = await db
    .updateTable('article')
    .set((eb) => ({
      state: change.to,
      changed_at: context.now,
      ...(change.to === 'published'
        ? { published_at: eb.fn.coalesce('published_at', eb.val(context.now)) }
        : {}),
    }))
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', change.from)
    .returning(['unit_id', 'title'])
    .executeTakeFirst()
  if (changed)
    await writeAudit(db, context, change.kind, {
      unitId: changed.unit_id,
      subjectId: id,
      after: { title: changed.title },
    })
}
