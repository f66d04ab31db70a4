import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import type { FileKind } from '../../evidence/rules.ts'
import * as contract from '../article-contract.ts'
import { type ArticleRow, findArticleRow, listArticleFiles, listArticleRows } from './article-queries.ts'
import { publishArticle, saveArticle, withdrawArticle } from './write-article.ts'

/** The staff's side. */
export const articleRoutes: Implementation[] = [
  implement(contract.listArticles)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const page = { after: decodeCursor(query.cursor, 2), limit: query.limit + 1 }
    const rows = await listArticleRows(db, campaign.id, { scope, state: query.state }, page)
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return {
      items: shown.map(presentLine),
      next:
        rows.length > shown.length && last ? encodeCursor([last.changed_at.toISOString(), last.id]) : null,
    }
  }),

  implement(contract.readArticle)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    return viewArticle(db, campaign.id, params.article)
  }),

  implement(contract.saveArticle)(async (call) => {
    const { db, params, body, scope, user } = call
    const campaign = await findCampaign(db, params.campaign)
    await saveArticle(db, call, {
      id: params.article,
      campaignId: campaign.id,
      unitId: scope.units[0]!.id,
      userId: user.id,
      ...body,
    })
    return viewArticle(db, campaign.id, params.article)
  }),

  implement(contract.publishArticle)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await publishArticle(call.db, call, campaign.id, call.params.article)
    return viewArticle(call.db, campaign.id, call.params.article)
  }),

  implement(contract.withdrawArticle)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await withdrawArticle(call.db, call, campaign.id, call.params.article)
    return viewArticle(call.db, campaign.id, call.params.article)
  }),
]

function presentLine(row: ArticleRow) {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    unit: { code: row.code, name: row.name },
    state: row.state,
    publishedAt: row.published_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
  }
}

async function viewArticle(db: Connection, campaignId: string, id: string) {
  const row = await findArticleRow(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  const files = await listArticleFiles(db, id)
  return {
    ...presentLine(row),
    body: row.body,
    version: row.version,
    createdBy: row.created_by,
    files: files.map((file) => ({
      id: file.id,
      name: file.name,
      kind: file.kind as FileKind,
      size: Number(file.size),
      hasThumbnail: file.has_thumbnail,
      caption: file.caption,
    })),
  }
}
