import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { EmptyState, QueryState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { compareReports } from '../contract.ts'

type Comparison = z.output<NonNullable<(typeof compareReports)['reply']>>

/** Recorded, adjusted and reported, number by number; what differs is marked with a sign and a word. */
export function FigureComparison({
  campaign,
  definition,
  unit,
  own,
  onOpen,
}: {
  campaign: string
  definition: CampaignInBrowser
  unit: string
  own: 'true' | undefined
  /** `to`: the last day that is compared. */
  onOpen: (code: string, to: string) => void
}) {
  const compared = useQuery({
    queryKey: ['ledger', campaign, 'comparison', unit, own],
    queryFn: () => callApi(compareReports, { params: { campaign }, query: { unit, own } }),
  })
  const groups = definition.statistics?.groups ?? []
  return (
    <QueryState query={compared} rows={12}>
      {(data) =>
        data.through === null ? (
          <EmptyState title="还没有报送统计数，报送后才能对照。" />
        ) : (
          <>
            <p className="notice">{sayThrough(data)}</p>
            <div className="card table-frame" tabIndex={0} role="region" aria-label="台账数与报送数对照">
              <table className="table comparison-table">
                <thead>
                  <tr>
                    <th scope="col">指标</th>
                    <NumberHead>台账记录</NumberHead>
                    <NumberHead>人工调整</NumberHead>
                    <NumberHead>台账合计</NumberHead>
                    <NumberHead>单位报送</NumberHead>
                    <NumberHead>相差</NumberHead>
                  </tr>
                </thead>
                {groups.map((group) => (
                  <tbody key={group.key}>
                    <tr>
                      <th scope="rowgroup" colSpan={6} className="comparison-group">
                        {group.title.replace(/\s*\n\s*/g, '')}
                      </th>
                    </tr>
                    {definition.indicators
                      .filter((one) => one.group === group.key)
                      .map((indicator) => {
                        const figure = data.figures.find((one) => one.code === indicator.code)
                        const sent = figure?.reported ?? null
                        return (
                          <tr key={indicator.code}>
                            <th scope="row">
                              <button
                                type="button"
                                className="link-button"
                                onClick={() => onOpen(indicator.code, data.through!.last)}
                              >
                                {indicator.label}
                              </button>
                              <span className="quiet">（{indicator.unit}）</span>
                            </th>
                            <td className="digits">{sayFigure(figure?.derived)}</td>
                            <td className="digits">{sayChange(figure?.adjusted ?? 0)}</td>
                            <td className="digits">{sayFigure(figure?.value)}</td>
                            <td className="digits">{sayFigure(sent)}</td>
                            <td className="digits">
                              <Difference ledger={figure?.value ?? null} reported={sent} />
                            </td>
                          </tr>
                        )
                      })}
                  </tbody>
                ))}
              </table>
            </div>
            <p className="quiet">
              相差＝报送数－台账合计。
              {!own && '几个单位联合的活动在台账合计中只计一次，各单位报送时各计一次，合计会因此相差。'}
              点指标可看到各单位和每条记录。
            </p>
          </>
        )
      }
    </QueryState>
  )
}

/** Which of the ledger stands beside the reports. */
function sayThrough({ through, left }: Comparison): string {
  const { first, last } = through!
  const days = first === last ? `截至 ${sayDay(last)}` : `最早截至 ${sayDay(first)}，最晚截至 ${sayDay(last)}`
  const rest = left > 0 ? `另有 ${left} 条记录不在对照内：日期在报送截至日之后，或所属单位没有报送。` : ''
  return `台账数只取到各单位最近一期报送的期末（提前报送的，取到报送当天），与报送数口径一致：${days}。${rest}`
}

function Difference({ ledger, reported }: { ledger: number | null; reported: number | null }) {
  if (ledger === null && reported === null) return <span className="quiet">—</span>
  const difference = (reported ?? 0) - (ledger ?? 0)
  if (difference === 0 && ledger !== null && reported !== null)
    return <span className="comparison-same">✔ 一致</span>
  if (ledger === null) return <span className="quiet">台账空</span>
  if (reported === null) return <span className="comparison-other">≠ 未报</span>
  return <span className="comparison-other">≠ {sayChange(difference)}</span>
}

export function sayChange(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toLocaleString('zh-CN')}`
}
