import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { formOf } from '../../statistics/desk/official-form.ts'
import { StatisticsTable } from '../../statistics/desk/statistics-table.tsx'
import { StatisticsTabs } from '../../statistics/desk/statistics-tabs.tsx'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useUser } from '../../../platform/web/session.ts'
import { readLedgerFigures } from '../contract.ts'
import { DayRangeFields } from './day-range-fields.tsx'
import { FigureComparison } from './figure-comparison.tsx'
import { LedgerDrawer } from './ledger-drawer.tsx'
import { LedgerFigure } from './ledger-figure.tsx'
import '../../statistics/desk/statistics.css'
import './ledger.css'

interface Search {
  unit?: string
  own?: boolean
  from?: string
  to?: string
  indicator?: string
  view?: 'compare'
}

/** The statistics table as the records make it at this moment, and beside what the units reported. */
export default function LedgerPage() {
  const campaign = useCampaign()
  const user = useUser()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  usePageTitle('台账统计')
  const unit = search.unit ?? user.grants[0]?.unit.code ?? ''
  const own = search.own ? ('true' as const) : undefined
  const query = { unit, own, from: search.from, to: search.to }
  const table = useQuery({
    queryKey: ['ledger', campaign.key, 'figures', query],
    queryFn: () => callApi(readLedgerFigures, { params: { campaign: campaign.key! }, query }),
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })

  function show(change: Search): void {
    const next = { ...search, ...change }
    void navigate({
      to: '/statistics/ledger',
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as never,
      resetScroll: false,
    })
  }
  const compares = search.view === 'compare'
  const { definition } = campaign
  const opened = definition?.indicators.find((one) => one.code === search.indicator)
  const error = campaign.error ?? table.error
  return (
    <div className="stack statistics">
      <h1>统计表</h1>
      <StatisticsTabs unit={unit} view={compares ? 'compare' : 'ledger'} />
      <div className="statistics-choices no-print">
        <UnitPicker
          label="单位"
          value={table.data?.unit}
          onPick={(one) => show({ unit: one.code, own: false })}
        />
        {!compares && (
          <DayRangeFields
            from={search.from}
            to={search.to}
            min={definition?.startsOn}
            max={definition?.endsOn}
            onChange={show}
          />
        )}
        <label className="statistics-own">
          <input
            type="checkbox"
            checked={search.own === true}
            onChange={(event) => show({ own: event.target.checked })}
          />
          只看本单位自己的
        </label>
      </div>
      {error ? (
        <ProblemState
          error={error}
          retry={() => {
            campaign.retry()
            void table.refetch()
          }}
        />
      ) : campaign.none ? (
        <EmptyState title="还没有活动。" />
      ) : !table.data || !definition ? (
        <Loading rows={12} />
      ) : (
        <>
          {!compares && (
            <p className="quiet">
              由 {table.data.records.toLocaleString('zh-CN')}{' '}
              条记录算出，随记随变；几个单位联合的活动在共同的上级只计一次。
            </p>
          )}
          {compares ? (
            <FigureComparison
              campaign={campaign.key!}
              definition={definition}
              unit={unit}
              own={own}
              onOpen={(indicator, to) => show({ indicator, from: '', to })}
            />
          ) : (
            <div className="card statistics-paper" aria-busy={table.isPlaceholderData}>
              <StatisticsTable
                form={formOf(definition)}
                figure={(code) => (
                  <LedgerFigure
                    indicator={definition.indicators.find((one) => one.code === code)}
                    figure={table.data.figures.find((one) => one.code === code)}
                    opened={search.indicator === code}
                    onOpen={() => show({ indicator: code })}
                  />
                )}
              />
            </div>
          )}
          {opened && (
            <LedgerDrawer
              key={opened.code}
              campaign={campaign.key!}
              definition={definition}
              indicator={opened}
              address={{ ...query, name: table.data.unit.name }}
              onClose={() => show(compares ? { indicator: '', to: '' } : { indicator: '' })}
            />
          )}
        </>
      )}
    </div>
  )
}
