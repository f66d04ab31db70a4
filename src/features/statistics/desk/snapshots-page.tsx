import { Link } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { When } from '../../../platform/web/when.tsx'
import { listSnapshots } from '../contract.ts'

/** What was published, newest first. */
export default function SnapshotsPage() {
  usePageTitle('快照')
  const campaign = useCampaign()
  const { query, items, first } = usePages({
    queryKey: ['snapshots', campaign.key],
    read: (cursor) =>
      callApi(listSnapshots, {
        params: { campaign: campaign.key! },
        query: { cursor },
      }),
    enabled: campaign.key !== undefined,
  })
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!first) return <Loading rows={5} />
  return (
    <div className="stack">
      <h1>快照</h1>
      {items.length === 0 && (
        <EmptyState title="还没有发布过快照。">
          <p>
            在<Link to="/statistics">统计表</Link>页发布后，当时的数字会编号冻结在这里。
          </p>
        </EmptyState>
      )}
      {items.map((one) => (
        <article key={one.number} className="card">
          <h2>
            <Link to="/snapshots/$number" params={{ number: String(one.number) }}>
              第 {one.number} 号 · {one.title}
            </Link>
          </h2>
          <p>
            {one.unit.name} · <When at={one.publishedAt} /> 由 {one.publishedBy} 发布 · 计入 {one.included}{' '}
            家，应报 {one.expected} 家
          </p>
          <p className="quiet">摘要 {one.digest.slice(0, 16)}</p>
        </article>
      ))}
      <MoreButton query={query} wide>
        再显示一些
      </MoreButton>
    </div>
  )
}
