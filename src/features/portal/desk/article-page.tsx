import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { type ArticleView, readArticle } from '../article-contract.ts'
import { ArticleForm } from './article-form.tsx'
import './articles.css'

/** Writes, corrects, publishes and takes down one article; an id that nobody knows yet is a new one. */
export default function ArticlePage() {
  const { article } = useParams({ strict: false }) as { article: string }
  const campaign = useCampaign()
  const client = useQueryClient()
  const key = ['articles', campaign.key, article]
  const query = useQuery({
    queryKey: key,
    queryFn: () =>
      callApi(readArticle, { params: { campaign: campaign.key!, article } }).catch((error: Error) => {
        if (error.name === 'not-found') return null
        throw error
      }),
    enabled: campaign.key !== undefined,
    staleTime: Infinity,
  })
  usePageTitle(query.data?.title ?? '写一篇')
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (query.data === undefined || !campaign.definition) return <Loading rows={8} />
  function keep(view: ArticleView): void {
    client.setQueryData(key, view)
    void client.invalidateQueries({ queryKey: ['articles', campaign.key], exact: true })
  }
  return (
    <ArticleForm
      key={article}
      campaign={campaign.key!}
      id={article}
      unit={query.data?.unit.code ?? campaign.definition.organiser.unit}
      stored={query.data}
      onStored={keep}
    />
  )
}
