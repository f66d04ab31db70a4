import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { ArticleKind, ArticleState } from '../article-rules.ts'

export interface ArticleRow {
  id: string
  kind: ArticleKind
  title: string
  body: string
  state: ArticleState
  version: number
  published_at: Date | null
  changed_at: Date
  created_by: string
  unit_id: string
  code: string
  name: string
}

function selectArticles(db: Connection, campaignId: string) {
  return db
    .selectFrom('article as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .innerJoin('user as who', 'who.id', 'a.created_by')
    .where('a.campaign_id', '=', campaignId)
    .select([
      'a.id',
      'a.title',
      'a.body',
      'a.version',
      'a.published_at',
      'a.changed_at',
      'a.unit_id',
      'who.name as created_by',
      'u.code',
      'u.name',
    ])
    .select([sql<ArticleKind>`a.kind`.as('kind'), sql<ArticleState>`a.state`.as('state')])
}

export function findArticleRow(db: Connection, campaignId: string, id: string) {
  return selectArticles(db, campaignId).where('a.id', '=', id).executeTakeFirst()
}

interface Page {
  after: (string | number)[] | null
  limit: number
}

export function listArticleRows(
  db: Connection,
  campaignId: string,
  filter: { scope: UnitScope; state: ArticleState | undefined },
  page: Page,
) {
  let query = selectArticles(db, campaignId).where(withinScope(filter.scope, 'u'))
  if (filter.state) query = query.where('a.state', '=', filter.state)
  if (page.after)
    query = query.where(
      sql<boolean>`(a.changed_at, a.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`,
    )
  return query.orderBy('a.changed_at', 'desc').orderBy('a.id', 'desc').limit(page.limit).execute()
}

/** The last published first. */
export function listPublishedRows(
  db: Connection,
  campaignId: string,
  kind: ArticleKind | undefined,
  page: Page,
) {
  let query = selectArticles(db, campaignId).where('a.state', '=', 'published')
  if (kind) query = query.where('a.kind', '=', kind)
  if (page.after)
    query = query.where(
      sql<boolean>`(a.published_at, a.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`,
    )
  return query.orderBy('a.published_at', 'desc').orderBy('a.id', 'desc').limit(page.limit).execute()
}

export function listArticleFiles(db: Connection, id: string) {
  return db
    .selectFrom('article_file as af')
    .innerJoin('file as f', 'f.id', 'af.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .where('af.article_id', '=', id)
    .select(['f.id', 'f.name', 'b.kind', 'b.size', 'b.has_thumbnail', 'b.width', 'b.height', 'af.caption'])
    .orderBy('af.position')
    .execute()
}

/** A file of an article that is published, else undefined. */
export function findPublishedFile(db: Connection, of: { campaign: string; article: string; file: string }) {
  return db
    .selectFrom('article_file as af')
    .innerJoin('article as a', 'a.id', 'af.article_id')
    .innerJoin('campaign as c', 'c.id', 'a.campaign_id')
    .where('c.key', '=', of.campaign)
    .where('a.state', '=', 'published')
    .where('a.id', '=', of.article)
    .where('af.file_id', '=', of.file)
    .select('af.file_id')
    .executeTakeFirst()
}
