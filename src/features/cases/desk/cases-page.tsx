import { Link } from '@tanstack/react-router'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { labelOf } from '../../clippings/desk/label-of.ts'
import { MediaHead } from '../../clippings/desk/media-head.tsx'
import { DeletedSwitch, MediaLine, MediaList, NoMedia } from '../../clippings/desk/media-list.tsx'
import { MediaTools, listMonths } from '../../clippings/desk/media-tools.tsx'
import { useFilters } from '../../clippings/desk/use-filters.ts'
import { useOwnUnits } from '../../clippings/desk/use-own-units.ts'
import '../../clippings/desk/media.css'
import { callApi } from '../../../platform/web/call-api.ts'
import { SelectFilter } from '../../../platform/web/filters.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type CaseLine, listCases } from '../contract.ts'
import { MonthlyReport } from './monthly-report.tsx'

type Name = 'unit' | 'month' | 'flag' | 'exposed' | 'q' | 'deleted'

const words = {
  what: '案例',
  count: '个',
  none: '还没有记录典型案例。',
  why: '记一次即可：统计表和每月报送都从这里取数。',
}

/** The cases that units made public, the last first, and for a unit the month's report. */
export default function CasesPage() {
  usePageTitle('典型案例')
  const campaign = useCampaign()
  const { filters, set, clear } = useFilters<Name>('/cases')
  const own = useOwnUnits()
  const mayRecord = own.length > 0
  const today = dateOf(useNow())
  const deleted = filters.deleted === 'true'
  const { query, items, first } = usePages({
    queryKey: ['cases', campaign.key, filters],
    read: (cursor) =>
      callApi(listCases, {
        params: { campaign: campaign.key! },
        query: {
          ...filters,
          exposed: filters.exposed as 'true' | undefined,
          deleted: deleted ? 'true' : undefined,
          cursor,
          limit: 50,
        },
      }),
    enabled: campaign.key !== undefined,
    keepsOld: true,
  })
  const { definition } = campaign
  const error = campaign.error ?? (first ? null : query.error)
  const flags = definition?.recording.cases?.flags
  return (
    <div className="stack">
      <MediaHead>
        {mayRecord && flags && (
          <Link className="button button-primary no-print" to="/cases/new">
            ＋ 记一个案例
          </Link>
        )}
      </MediaHead>
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
      ) : !first || !definition ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <NoMedia words={words} filtering={Object.keys(filters).length > 0} mayRecord={mayRecord} />
      ) : (
        <MediaList words={words} total={first.total} deleted={deleted} more={query}>
          {items.map((one) => (
            <Line key={one.id} one={one} definition={definition} />
          ))}
        </MediaList>
      )}
      {mayRecord && first && <DeletedSwitch what={words.what} deleted={deleted} set={set} />}
    </div>
  )
}

function Line({ one, definition }: { one: CaseLine; definition: CampaignInBrowser }) {
  return (
    <MediaLine to={`/cases/${one.id}`} one={one}>
      <span>{one.exposedOn ? `${one.outlet} 曝光` : '尚未曝光'}</span>
      {one.flags.map((flag) => (
        <span key={flag} className="media-mark">
          {labelOf(definition.recording.cases?.flags, flag)}
        </span>
      ))}
      {one.wrongBasis && <span className="media-mark media-mark-danger">✕ 条号不存在</span>}
      {one.bases.length > 0 && <span>{one.bases.join('；')}</span>}
    </MediaLine>
  )
}
