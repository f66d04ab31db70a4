import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CampaignQuery } from '../../campaign/desk/campaign-query.tsx'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { useMay } from '../../../platform/web/session.ts'
import { useAddress } from '../../../platform/web/use-address.ts'
import { type StatisticsView, readStatistics } from '../contract.ts'
import { AsOfField } from './as-of-field.tsx'
import { CoverageStrip } from './coverage-strip.tsx'
import { DownloadLinks } from './download-links.tsx'
import { FigureDrawer, type TableAddress } from './figure-drawer.tsx'
import { LiveFigure } from './live-figure.tsx'
import { formOf } from './official-form.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { TableChoices } from './table-choices.tsx'
import { StatisticsTabs } from './statistics-tabs.tsx'
import { StatisticsTable } from './statistics-table.tsx'
import './statistics.css'

interface Search {
  unit?: string
  own?: boolean
  asOf?: string
  indicator?: string
}

/** The official table is the screen: every number a door to where it comes from. */
export default function StatisticsPage() {
  const campaign = useCampaign()
  const { search, show } = useAddress<Search>('/statistics')
  const mayPublish = useMay('statistics.publish')
  const [publishing, setPublishing] = useState(false)
  const address: TableAddress = {
    campaign: campaign.key ?? '',
    unit: search.unit,
    own: search.own ? 'true' : undefined,
    asOf: search.asOf,
  }
  const { unit, own, asOf } = address
  const table = useQuery({
    queryKey: ['statistics', campaign.key, 'table', unit, own, asOf],
    queryFn: () =>
      callApi(readStatistics, { params: { campaign: campaign.key! }, query: { unit, own, asOf } }),
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })
  usePageTitle(table.data ? `${table.data.unit.name}统计表` : '统计表')

  const { definition } = campaign
  const opened = definition?.indicators.find((one) => one.code === search.indicator)
  return (
    <div className="stack statistics">
      <div className="row-between">
        <h1>统计表</h1>
        <Link to="/snapshots" className="no-print">
          已发布的快照
        </Link>
      </div>
      <StatisticsTabs unit={unit} view="reported" />
      <TableChoices
        unit={table.data?.unit}
        own={search.own === true}
        ownLabel="只看本单位自己报的"
        show={show}
      >
        <AsOfField asOf={asOf} onChange={(at) => show({ asOf: at ?? '' })} />
      </TableChoices>
      <CampaignQuery campaign={campaign} query={table}>
        {(data, definition) => (
          <>
            <CoverageStrip key={data.unit.code} table={data} own={own === 'true'} />
            <div className="row-between no-print">
              <DownloadLinks campaign={address.campaign} query={{ unit, own, asOf }} />
              {mayPublish && !own && !asOf && data.units.length > 0 && (
                <button type="button" className="button button-primary" onClick={() => setPublishing(true)}>
                  发布快照
                </button>
              )}
            </div>
            <div className="card statistics-paper" aria-busy={table.isPlaceholderData}>
              <StatisticsTable
                form={formOf(definition)}
                header={headerOf(data, formOf(definition).headerFields)}
                figure={(code) => (
                  <LiveFigure
                    indicator={definition.indicators.find((one) => one.code === code)}
                    total={data.values.find((one) => one.code === code)}
                    opened={search.indicator === code}
                    onOpen={() => show({ indicator: code })}
                  />
                )}
              />
            </div>
            {opened && (
              <FigureDrawer
                address={address}
                indicator={opened}
                asOf={data.asOf}
                onClose={() => show({ indicator: '' })}
              />
            )}
            {publishing && (
              <PublishDialog campaign={address.campaign} table={data} onClose={() => setPublishing(false)} />
            )}
          </>
        )}
      </CampaignQuery>
    </div>
  )
}

function headerOf(table: StatisticsView, labels: string[]): { label: string; value: string }[] {
  return labels.map((label) => {
    if (/单位/.test(label)) return { label, value: table.unit.name }
    if (/日期/.test(label)) return { label, value: sayDay(table.asOf).split(' ')[0]! }
    if (/电话/.test(label)) return { label, value: table.contact?.phone ?? '' }
    return { label, value: table.contact?.name ?? '' }
  })
}
