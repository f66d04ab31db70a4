import { Link } from '@tanstack/react-router'
import { v7 } from 'uuid'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { When } from '../../../platform/web/when.tsx'
import { listArticles } from '../article-contract.ts'
import { articleKindNames, articleStateNames } from '../article-rules.ts'
import './articles.css'

/** What the public portal tells: drafts, what is published, what was taken down. */
export default function ArticlesPage() {
  usePageTitle('门户内容')
  const campaign = useCampaign()
  const { query, items, first } = usePages({
    queryKey: ['articles', campaign.key],
    read: (cursor) =>
      callApi(listArticles, {
        params: { campaign: campaign.key! },
        query: { cursor },
      }),
    enabled: campaign.key !== undefined,
  })
  const error = campaign.error ?? (first ? null : query.error)
  return (
    <div className="stack articles">
      <div className="row-between">
        <h1>门户内容</h1>
        <Link className="button button-primary" to={`/articles/${v7()}` as never}>
          ＋ 写一篇
        </Link>
      </div>
      <p className="quiet">
        通知、新闻、领导讲话和公开信，发布后几秒内出现在公众门户。
        {campaign.key && <a href={`/p/${campaign.key}`}>看公众门户</a>}
      </p>
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={6} />
      ) : items.length === 0 ? (
        <EmptyState title="还没有写过文章。" />
      ) : (
        <ul className="card articles-list">
          {items.map((one) => (
            <li key={one.id}>
              <Link to={`/articles/${one.id}` as never}>{one.title}</Link>
              <span className="quiet">
                {articleKindNames[one.kind]} · {one.unit.name} · {articleStateNames[one.state]} ·{' '}
                <When at={one.publishedAt ?? one.changedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={query} wide>
        更多
      </MoreButton>
    </div>
  )
}
