import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { listContests } from '../desk-contract.ts'

/** Contests of the campaign in the definition's order. */
export default function ContestsPage() {
  usePageTitle('线上答题')
  const campaign = useCampaign()
  const query = useQuery({
    queryKey: ['contests', campaign.key],
    queryFn: () => callApi(listContests, { params: { campaign: campaign.key! } }),
    enabled: campaign.key !== undefined,
  })
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!query.data) return campaign.none ? <EmptyState title="还没有活动。" /> : <Loading rows={5} />
  return (
    <div className="stack">
      <h1>线上答题</h1>
      {query.data.items.length === 0 && (
        <EmptyState title="这次活动没有设线上答题。">
          <p>在活动文件夹的 public/contests.yaml 里写明后重新载入即可。</p>
        </EmptyState>
      )}
      {query.data.items.map((one) => (
        <article key={one.key} className="card">
          <h2>
            <Link to={'/contests/$contest' as never} params={{ contest: one.key } as never}>
              {one.title}
            </Link>
          </h2>
          <p>
            {sayDay(one.opens)} 至 {sayDay(one.closes)} · 计分答卷&nbsp;{one.attempts.toLocaleString('zh-CN')}
            &nbsp;份
          </p>
          {(one.leaderboard || one.draw) && (
            <p className="quiet">
              {[one.leaderboard && '有个人排行榜', one.draw && '有抽奖'].filter(Boolean).join('，')}
            </p>
          )}
        </article>
      ))}
    </div>
  )
}
