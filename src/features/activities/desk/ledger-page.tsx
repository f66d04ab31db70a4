import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useMay, useUser } from '../../../platform/web/session.ts'
import { useAddress } from '../../../platform/web/use-address.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { exportActivities } from '../../activity-sheets/contract.ts'
import { listActivities, sumActivities } from '../contract.ts'
import { LedgerFilters, type LedgerSearch } from './ledger-filters.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { number } from './say-activity.ts'
import './activity.css'

/** 活动台账: what was recorded, the last first. */
export default function LedgerPage() {
  usePageTitle('活动台账')
  const campaign = useCampaign()
  const { key, definition } = campaign
  const { search, show } = useAddress<LedgerSearch>('/activities')
  const records = useMay('activity.write')
  const reviews = useMay('report.review')
  const audits = useMay('audit.read')
  const root = useUser().grants.some((grant) => grant.unit.level === 0)
  const showsUnits = reviews || audits || root
  const { unitName: _, ...asked } = search
  const filter = Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  ) as Record<string, never>
  const {
    query: list,
    items,
    first,
  } = usePages({
    queryKey: ['activities', key, 'ledger', filter],
    read: (cursor) =>
      callApi(listActivities, {
        params: { campaign: key! },
        query: { ...filter, limit: 50, cursor },
      }),
    enabled: key !== undefined,
    keepsOld: true,
  })
  const sums = useQuery({
    queryKey: ['activities', key, 'sums', filter],
    queryFn: () => callApi(sumActivities, { params: { campaign: key! }, query: filter }),
    enabled: key !== undefined,
    placeholderData: keepPreviousData,
  }).data
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  const filtered = Object.keys(search).length > 0
  return (
    <div className="stack">
      <div className="row-between">
        <h1>活动台账</h1>
        <div className="row">
          {key && (
            <a className="button" href={urlOf(exportActivities, { campaign: key }, filter)} download>
              导出 Excel
            </a>
          )}
          {records && (
            <>
              <Link className="button" to="/activities/import">
                用表格导入
              </Link>
              <Link className="button button-primary" to="/activities/new">
                ＋ 记一次活动
              </Link>
            </>
          )}
        </div>
      </div>
      {definition && (
        <LedgerFilters
          definition={definition}
          search={search}
          showsUnits={showsUnits}
          recorder={records}
          show={show}
        />
      )}
      <p className="ledger-sums" role="status">
        {sums &&
          sums.records > 0 &&
          [
            `共 ${number.format(sums.records)} 条`,
            sums.key > 0 ? `重要、特色 ${number.format(sums.key)} 条` : '',
            sums.sessions === null ? '' : `${number.format(sums.sessions)} 场`,
            sums.participants === null ? '' : `参与 ${number.format(sums.participants)} 人次`,
            sums.reach === null ? '' : `受众 ${number.format(sums.reach)} 人次`,
          ]
            .filter(Boolean)
            .join(' · ')}
      </p>
      {list.error && !first && <ProblemState error={list.error} retry={() => void list.refetch()} />}
      {!first && !list.error && <Loading rows={10} />}
      {first && items.length === 0 && (
        <EmptyState title={filtered ? '没有符合条件的记录。' : '还没有活动记录。'}>
          {!filtered && records && <p>每次活动记一条，周报、统计表和总结都从这里取数。</p>}
        </EmptyState>
      )}
      {items.length > 0 && definition && (
        <LedgerTable items={items} definition={definition} showsUnits={showsUnits} />
      )}
      <MoreButton query={list} wide>
        {list.isFetchingNextPage ? '正在载入…' : '再显示 50 条'}
      </MoreButton>
    </div>
  )
}
