import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CampaignQuery } from '../../campaign/desk/campaign-query.tsx'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Chart } from '../../../platform/web/chart.tsx'
import { DayRangeFilter, Filters } from '../../../platform/web/filters.tsx'
import { EmptyState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useUser } from '../../../platform/web/session.ts'
import { useAddress } from '../../../platform/web/use-address.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { readOverview } from '../contract.ts'
import { groupByWeek } from '../rules.ts'
import { sayAmount } from './say-amount.ts'
import { DayCalendar } from './day-calendar.tsx'
import { DayDrawer } from './day-drawer.tsx'
import { PictureWall } from './picture-wall.tsx'
import { SideBySide } from './side-by-side.tsx'
import { TileMap } from './tile-map.tsx'
import './overview.css'

interface Search {
  unit?: string
  from?: string
  to?: string
  beside?: string
  /** Opened in the calendar. */
  day?: string
}

/** What the work looks like: when, where, of what kind, and in pictures; units in directory order, never ranked. */
export default function OverviewPage() {
  const campaign = useCampaign()
  const user = useUser()
  const { search, show } = useAddress<Search>('/overview')
  usePageTitle('工作画面')
  const unit = search.unit ?? user.grants[0]?.unit.code ?? ''
  const query = { unit, from: search.from, to: search.to }
  const overview = useQuery({
    queryKey: ['overview', campaign.key, query],
    queryFn: () => callApi(readOverview, { params: { campaign: campaign.key! }, query }),
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })
  const now = useNow()
  const opened = overview.data?.days.find((one) => one.day === search.day)
  return (
    <div className="stack overview">
      <h1>工作画面</h1>
      <Filters onClear={search.from || search.to ? () => show({ from: '', to: '' }) : undefined}>
        <UnitPicker label="单位" value={overview.data?.unit} onPick={(one) => show({ unit: one.code })} />
        <DayRangeFilter from={search.from} to={search.to} within={campaign.definition} onChange={show} />
      </Filters>
      <CampaignQuery campaign={campaign} query={overview}>
        {(data, definition) =>
          data.total.records === 0 ? (
            <EmptyState title="这段时间还没有记录。" />
          ) : (
            <>
              <p className="overview-total">
                {data.unit.name}：{sayAmount(data.total)}
              </p>
              <DayCalendar days={data.days} onOpen={(day) => show({ day })} />
              {data.below.length > 0 && (
                <TileMap
                  map={definition.map}
                  below={data.below}
                  today={dateOf(now)}
                  onPick={(code) => show({ unit: code })}
                />
              )}
              <div className="overview-charts">
                <Chart
                  title="每周"
                  unit="条"
                  bars={{
                    name: '周（从周一起）',
                    lying: false,
                    labels: [...groupByWeek(data.days).keys()].map((day) => sayMonday(day)),
                    series: [
                      {
                        name: '记录',
                        values: [...groupByWeek(data.days).values()].map((days) =>
                          days.reduce((sum, one) => sum + one.records, 0),
                        ),
                      },
                    ],
                  }}
                />
                {data.dimensions.length > 0 && definition.recording.dimension && (
                  <Chart
                    title={definition.recording.dimension.label}
                    unit="条"
                    bars={{
                      name: definition.recording.dimension.label,
                      lying: false,
                      labels: data.dimensions.map(
                        (one) =>
                          definition.recording.dimension!.options.find((option) => option.value === one.value)
                            ?.label ?? one.value,
                      ),
                      series: [{ name: '记录', values: data.dimensions.map((one) => one.records) }],
                    }}
                  />
                )}
              </div>
              <Chart
                title="活动类型"
                unit="条"
                bars={{
                  name: '活动类型',
                  lying: true,
                  labels: data.types.map(
                    (one) =>
                      definition.recording.activityTypes.find((type) => type.key === one.type)?.title ??
                      one.type,
                  ),
                  series: [{ name: '记录', values: data.types.map((one) => one.records) }],
                }}
              />
              <PictureWall campaign={campaign.key!} query={query} />
              <SideBySide
                campaign={campaign.key!}
                definition={definition}
                range={{ from: search.from, to: search.to }}
                chosen={search.beside?.split(',').filter(Boolean) ?? []}
                onChoose={(codes) => show({ beside: codes.join(',') })}
              />
              {opened && (
                <DayDrawer
                  key={opened.day}
                  campaign={campaign.key!}
                  unit={unit}
                  day={opened.day}
                  said={sayAmount(opened)}
                  onClose={() => show({ day: '' })}
                />
              )}
            </>
          )
        }
      </CampaignQuery>
    </div>
  )
}

function sayMonday(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}
