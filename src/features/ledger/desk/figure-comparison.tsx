import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { readStatistics } from '../../statistics/contract.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { QueryState } from '../../../platform/web/page-state.tsx'
import type { ledgerFigure } from '../contract.ts'

/** Recorded, adjusted and reported, number by number; what differs is marked with a sign and a word. */
export function FigureComparison({
  campaign,
  definition,
  address,
  figures,
  onOpen,
}: {
  campaign: string
  definition: CampaignInBrowser
  address: { unit: string; own: 'true' | undefined; from: string | undefined; to: string | undefined }
  figures: z.infer<typeof ledgerFigure>[]
  onOpen: (code: string) => void
}) {
  const { unit, own } = address
  const reported = useQuery({
    queryKey: ['statistics', campaign, 'table', unit, own, undefined],
    queryFn: () => callApi(readStatistics, { params: { campaign }, query: { unit, own } }),
  })
  const groups = definition.statistics?.groups ?? []
  return (
    <QueryState query={reported} rows={12}>
      {(table) => (
        <>
          {(address.from || address.to) && (
            <p className="notice notice-amber">报送数是累计数，不能按日期拆分；台账数只含所选日期。</p>
          )}
          <div className="card table-frame" tabIndex={0} role="region" aria-label="台账数与报送数对照">
            <table className="table comparison-table">
              <thead>
                <tr>
                  <th scope="col">指标</th>
                  <th scope="col" className="digits">
                    台账记录
                  </th>
                  <th scope="col" className="digits">
                    人工调整
                  </th>
                  <th scope="col" className="digits">
                    台账合计
                  </th>
                  <th scope="col" className="digits">
                    单位报送
                  </th>
                  <th scope="col" className="digits">
                    相差
                  </th>
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
                      const figure = figures.find((one) => one.code === indicator.code)
                      const sent = table.values.find((one) => one.code === indicator.code)?.value ?? null
                      return (
                        <tr key={indicator.code}>
                          <th scope="row">
                            <button
                              type="button"
                              className="link-button"
                              onClick={() => onOpen(indicator.code)}
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
            相差＝报送数－台账合计。报送数来自各单位最近一期报送，台账在报送之后还会增加，因此不一定相等；点指标可看到各单位和每条记录。
          </p>
        </>
      )}
    </QueryState>
  )
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
