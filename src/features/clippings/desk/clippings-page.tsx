import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf, sayDay } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type ClippingLine, listClippings } from '../contract.ts'
import { MediaTabs } from './media-tabs.tsx'
import { MediaTools, SelectFilter, listMonths } from './media-tools.tsx'
import { useFilters } from './use-filters.ts'
import { useOwnUnits } from './use-own-units.ts'
import './media.css'

type Name = 'unit' | 'month' | 'level' | 'medium' | 'topic' | 'q' | 'deleted'

/** What the press wrote about the units' work, the last first. */
export default function ClippingsPage() {
  usePageTitle('媒体报道')
  const campaign = useCampaign()
  const { filters, set, clear } = useFilters<Name>('/clippings')
  const mayRecord = useOwnUnits().length > 0
  const today = dateOf(useNow())
  const deleted = filters.deleted === 'true'
  const query = useInfiniteQuery({
    queryKey: ['clippings', campaign.key, filters],
    queryFn: ({ pageParam }) =>
      callApi(listClippings, {
        params: { campaign: campaign.key! },
        query: { ...filters, deleted: deleted ? 'true' : undefined, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })
  const { definition } = campaign
  const error = campaign.error ?? (query.data ? null : query.error)
  const lists = definition?.recording.clippings
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  const filtering = Object.keys(filters).length > 0
  return (
    <div className="stack">
      <div className="row-between">
        <h1>媒体与案例</h1>
        {mayRecord && lists && (
          <Link className="button button-primary no-print" to={'/clippings/new' as never}>
            ＋ 记一条报道
          </Link>
        )}
      </div>
      <MediaTabs />
      {definition && lists && (
        <MediaTools filters={filters} set={set} clear={clear} months={listMonths(definition, today)}>
          <SelectFilter
            label="级别"
            value={filters.level}
            options={lists.levels}
            onChange={(level) => set({ level })}
          />
          <SelectFilter
            label="种类"
            value={filters.medium}
            options={lists.mediums}
            onChange={(medium) => set({ medium })}
          />
          <SelectFilter
            label="主题"
            value={filters.topic}
            options={lists.topics}
            onChange={(topic) => set({ topic })}
          />
        </MediaTools>
      )}
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !query.data || !definition ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title={filtering ? '没有符合条件的报道。' : '还没有记录媒体报道。'}>
          {mayRecord && !filtering && <p>见报后记一条，进展报道和曝光的问题会自动计入统计表。</p>}
        </EmptyState>
      ) : (
        <section aria-label="报道">
          <p className="quiet">{deleted ? `已删除 ${total} 篇` : `共 ${total} 篇`}</p>
          <ul className="card media-list">
            {items.map((one) => (
              <Line key={one.id} one={one} definition={definition} />
            ))}
          </ul>
        </section>
      )}
      {query.hasNextPage && (
        <div>
          <button
            type="button"
            className="button"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            更早的报道
          </button>
        </div>
      )}
      {mayRecord && query.data && (
        <button
          type="button"
          className="link-button no-print"
          style={{ alignSelf: 'start' }}
          onClick={() => set({ deleted: deleted ? '' : 'true' })}
        >
          {deleted ? '返回报道清单' : '看已删除的'}
        </button>
      )}
    </div>
  )
}

function Line({ one, definition }: { one: ClippingLine; definition: CampaignInBrowser }) {
  const lists = definition.recording.clippings!
  const labelOf = (options: { value: string; label: string }[], value: string) =>
    options.find((option) => option.value === value)?.label ?? value
  return (
    <li className="media-line">
      <span className="media-line-day">{sayDay(one.day)}</span>
      <div>
        <Link
          className="media-line-title"
          to={'/clippings/$clipping' as never}
          params={{ clipping: one.id } as never}
        >
          {one.title}
        </Link>
        <div className="row quiet">
          <span>
            {one.outlet}（{labelOf(lists.levels, one.level)}，{labelOf(lists.mediums, one.medium)}）
          </span>
          <span className="media-mark">
            {labelOf(lists.topics, one.topic)}
            {one.quantity !== null && ` ${one.quantity}`}
          </span>
          {one.files > 0 && <span>附件 {one.files}</span>}
        </div>
      </div>
      <span className="media-line-unit quiet">{one.unit.name}</span>
    </li>
  )
}
