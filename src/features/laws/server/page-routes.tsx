/** @jsxImportSource preact */
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import { showArticle } from '../contract.ts'
import { ArticlePage } from '../public/article-page.tsx'
import { readBasis } from '../read-basis.ts'
import { findArticle } from './find-article.ts'

export const lawPageRoutes: Implementation[] = [
  implement(showArticle)(async (call) => {
    const { definition } = await findCampaign(call.db, call.params.campaign)
    const basis = readBasis(call.query.basis)
    if (!basis) throw new ProblemError(notFound)
    const article = await findArticle(call.db, { law: basis.law, article: basis.path })
    return renderPage(call, {
      title: `${article.law.shortName} ${article.label}`,
      description: article.paragraphs?.[0] ?? article.note,
      campaign: frameCampaign(definition),
      cacheSeconds: 300,
      children: <ArticlePage article={article} home={`/p/${definition.key}`} />,
    })
  }),
]
