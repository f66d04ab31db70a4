import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { MediaTabs } from '../../clippings/desk/media-tabs.tsx'
import { MediaTools, SelectFilter, listMonths } from '../../clippings/desk/media-tools.tsx'
import { useFilters } from '../../clippings/desk/use-filters.ts'
import { useOwnUnits } from '../../clippings/desk/use-own-units.ts'
import '../../clippings/desk/media.css'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf, sayDay } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type CaseLine, listCases } from '../contract.ts'
import { MonthlyReport } from './monthly-report.tsx'

type Name = 'unit' | 'month' | 'flag' | 'exposed' | 'q' | 'deleted'

/** The cases that units made public, the last first, and for a unit the month's report. */
export default function CasesPage() {
  usePageTitle('典型案例')
  const campaign = useCampaign()
  const { filters, set, clear } = useFilters<Name>('/cases')
  const own = useOwnUnits()
  const mayRecord = own.length > 0
  const today = dateOf(useNow())
  const deleted = filters.deleted === 'true'
  const query = useInfiniteQuery({
    queryKey: ['cases', campaign.key, filters],
    queryFn: ({ pageParam }) =>
      callApi(listCases, {
        params: { campaign: campaign.key! },
        query: {
          ...filters,
          exposed: filters.exposed as 'true' | undefined,
          deleted: deleted ? 'true' : undefined,
          cursor: pageParam,
          limit: 50,
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })
  const { definition } = campaign
  const error = campaign.error ?? (query.data ? null : query.error)
  const flags = definition?.recording.cases?.flags
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  const filtering = Object.keys(filters).length > 0
  return (
    <div className="stack">
      <div className="row-between">
        <h1>媒体与案例</h1>
        {mayRecord && flags && (
          <Link className="button button-primary no-print" to={'/cases/new' as never}>
            ＋ 记一个案例
          </Link>
        )}
      </div>
      <MediaTabs />
      {definition && campaign.key && own[0] && (
        <MonthlyReport campaign={campaign.key} definition={definition} unit={own[0].code} day={today} />
      )}
      {definition && flags && (
        <MediaTools filters={filters} set={set} clear={clear} months={listMonths(definition, today)}>
          <SelectFilter
            label="情形"
            value={filters.flag}
            options={flags}
            onChange={(flag) => set({ flag })}
          />
          <SelectFilter
            label="曝光"
            value={filters.exposed}
            options={[
              { value: 'true', label: '已曝光' },
              { value: 'false', label: '尚未曝光' },
            ]}
            onChange={(exposed) => set({ exposed })}
          />
        </MediaTools>
      )}
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !query.data || !definition ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title={filtering ? '没有符合条件的案例。' : '还没有记录典型案例。'}>
          {mayRecord && !filtering && <p>记一次即可：统计表和每月报送都从这里取数。</p>}
        </EmptyState>
      ) : (
        <section aria-label="案例">
          <p className="quiet">{deleted ? `已删除 ${total} 个` : `共 ${total} 个`}</p>
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
            更早的案例
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
          {deleted ? '返回案例清单' : '看已删除的'}
        </button>
      )}
    </div>
  )
}

function Line({ one, definition }: { one: CaseLine; definition: CampaignInBrowser }) {
  const labels = new Map(definition.recording.cases?.flags.map((flag) => [flag.value, flag.label]))
  return (
    <li className="media-line">
      <span className="media-line-day">{sayDay(one.day)}</span>
      <div>
        <Link className="media-line-title" to={'/cases/$case' as never} params={{ case: one.id } as never}>
          {one.title}
        </Link>
        <div className="row quiet">
          <span>{one.exposedOn ? `${one.outlet} 曝光` : '尚未曝光'}</span>
          {one.flags.map((flag) => (
            <span key={flag} className="media-mark">
              {labels.get(flag) ?? flag}
            </span>
          ))}
          {one.wrongBasis && <span className="media-mark media-mark-danger">✕ 条号不存在</span>}
          {one.bases.length > 0 && <span>{one.bases.join('；')}</span>}
        </div>
      </div>
      <span className="media-line-unit quiet">{one.unit.name}</span>
    </li>
  )
}
