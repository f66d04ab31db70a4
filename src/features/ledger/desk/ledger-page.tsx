import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CampaignQuery } from '../../campaign/desk/campaign-query.tsx'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { formOf } from '../../statistics/desk/official-form.ts'
import { StatisticsTable } from '../../statistics/desk/statistics-table.tsx'
import { StatisticsTabs } from '../../statistics/desk/statistics-tabs.tsx'
import { TableChoices } from '../../statistics/desk/table-choices.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { DayRangeFilter } from '../../../platform/web/filters.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useUser } from '../../../platform/web/session.ts'
import { useAddress } from '../../../platform/web/use-address.ts'
import { readLedgerFigures } from '../contract.ts'
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
  const { search, show } = useAddress<Search>('/statistics/ledger')
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
  const compares = search.view === 'compare'
  const { definition } = campaign
  const opened = definition?.indicators.find((one) => one.code === search.indicator)
  return (
    <div className="stack statistics">
      <h1>统计表</h1>
      <StatisticsTabs unit={unit} view={compares ? 'compare' : 'ledger'} />
      <TableChoices unit={table.data?.unit} own={search.own === true} ownLabel="只看本单位自己的" show={show}>
        {!compares && (
          <DayRangeFilter from={search.from} to={search.to} within={definition} onChange={show} />
        )}
      </TableChoices>
      <CampaignQuery campaign={campaign} query={table}>
        {(data, definition) => (
          <>
            {!compares && (
              <p className="quiet">
                由 {data.records.toLocaleString('zh-CN')}{' '}
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
                      figure={data.figures.find((one) => one.code === code)}
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
                address={{ ...query, name: data.unit.name }}
                onClose={() => show(compares ? { indicator: '', to: '' } : { indicator: '' })}
              />
            )}
          </>
        )}
      </CampaignQuery>
    </div>
  )
}
