/** @jsxImportSource preact */
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../article-contract.ts'
import { articleKindNames } from '../article-rules.ts'
import { readArticle } from '../article-text.ts'
import { ArticlePage } from '../public/article-page.tsx'
import { ArticlesPage } from '../public/articles-page.tsx'
import { sayDate } from '../rules.ts'
import { type ArticleRow, findArticleRow, listArticleFiles, listPublishedRows } from './article-queries.ts'
import { frameCampaign } from './frame-campaign.ts'
import { pageSeconds, rememberPage } from './remember-page.ts'

const perPage = 20

export const publicArticleRoutes: Implementation[] = [
  implement(contract.showArticles)(async (call) =>
    rememberPage(call, async () => {
      const { db, params, query } = call
      const campaign = await findCampaign(db, params.campaign)
      const page = { after: decodeCursor(query.cursor, 2), limit: perPage + 1 }
      const rows = await listPublishedRows(db, campaign.id, query.kind, page)
      const shown = rows.slice(0, perPage)
      const last = shown.at(-1)
      const base = `/p/${campaign.key}`
      const kind = query.kind ? `kind=${query.kind}&` : ''
      return renderPage(call, {
        title: query.kind ? articleKindNames[query.kind] : '通知和新闻',
        description: `${campaign.definition.title}的通知、新闻、讲话和公开信。`,
        campaign: frameCampaign(campaign.definition),
        cacheSeconds: pageSeconds,
        children: (
          <ArticlesPage
            base={base}
            kind={query.kind ?? null}
            articles={shown.map((row) => linkArticle(base, campaign.definition.timeZone, row))}
            next={
              rows.length > perPage && last
                ? `${base}/articles?${kind}cursor=${encodeCursor([last.published_at!.toISOString(), last.id])}`
                : null
            }
          />
        ),
      })
    }),
  ),

  implement(contract.showArticle)(async (call) =>
    rememberPage(call, async () => {
      const { db, params } = call
      const campaign = await findCampaign(db, params.campaign)
      const row = await findArticleRow(db, campaign.id, params.article)
      if (!row || row.state !== 'published') throw new ProblemError(notFound)
      const files = await listArticleFiles(db, row.id)
      const base = `/p/${campaign.key}`
      return renderPage(call, {
        title: row.title,
        description: row.body.slice(0, 100),
        campaign: frameCampaign(campaign.definition),
        picture: `${base}/card.png`,
        cacheSeconds: pageSeconds,
        children: (
          <ArticlePage
            title={row.title}
            about={sayAbout(row, campaign.definition.timeZone)}
            source={row.name}
            parts={readArticle(row.body, files)}
            files={files.map((file) => ({
              address: `${base}/articles/${row.id}/files/${file.id}`,
              name: file.name,
              kind: file.kind,
              width: file.width,
              height: file.height,
              caption: file.caption,
            }))}
            back={`${base}/articles`}
            page={`${base}/articles/${row.id}`}
          />
        ),
      })
    }),
  ),
]

export function linkArticle(base: string, timeZone: string, row: ArticleRow) {
  return { href: `${base}/articles/${row.id}`, title: row.title, about: sayAbout(row, timeZone) }
}

function sayAbout(row: ArticleRow, timeZone: string): string {
  const day = localOfInstant(row.published_at!, timeZone).date
  return `${articleKindNames[row.kind]} · ${sayDate(day)}`
}
