import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { DayRangeFilter, Filters } from '../../../platform/web/filters.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useAddress } from '../../../platform/web/use-address.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { listParticipation } from '../contract.ts'
import { FlagList } from './flag-list.tsx'
import { OverviewTable } from './overview-table.tsx'
import './participation.css'

interface Search {
  from?: string
  to?: string
  flags?: 'settled'
}

/** What the public did, by unit in directory order, and what about it a reviewer should look at. */
export default function OverviewPage() {
  const campaign = useCampaign()
  const { search, show } = useAddress<Search>('/participation')
  usePageTitle('网上参与')
  const span = { from: search.from, to: search.to }
  const { query, items, first } = usePages({
    queryKey: ['participation', campaign.key, 'overview', span],
    read: (cursor) =>
      callApi(listParticipation, {
        params: { campaign: campaign.key! },
        query: { ...span, cursor },
      }),
    enabled: campaign.key !== undefined,
  })
  const error = campaign.error ?? (first ? null : query.error)
  return (
    <div className="stack participation-overview">
      <h1>网上参与</h1>
      <p className="quiet">答题、倡议、话题、会诊由系统自动计入所选单位，按名录顺序列出，不排名。</p>
      <Filters onClear={search.from || search.to ? () => show({ from: '', to: '' }) : undefined}>
        <DayRangeFilter from={search.from} to={search.to} within={campaign.definition} onChange={show} />
      </Filters>
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={8} />
      ) : first.items.length === 0 ? (
        <EmptyState title="这段时间还没有人在网上参加。" />
      ) : (
        <OverviewTable
          channels={first.channels}
          items={items}
          more={query.hasNextPage ? () => void query.fetchNextPage() : null}
        />
      )}
      {first?.flags.read && (
        <FlagList
          campaign={campaign.key!}
          settled={search.flags === 'settled'}
          maySettle={first.flags.settle}
          show={(settled) => show({ flags: settled ? 'settled' : '' })}
        />
      )}
    </div>
  )
}
