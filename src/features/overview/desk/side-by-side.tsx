import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { compareUnits } from '../contract.ts'

const most = 6

/** Chosen units, number by number, in directory order. */
export function SideBySide({
  campaign,
  definition,
  range,
  chosen,
  onChoose,
}: {
  campaign: string
  definition: CampaignInBrowser
  range: { from: string | undefined; to: string | undefined }
  chosen: string[]
  onChoose: (codes: string[]) => void
}) {
  const found = useQuery({
    queryKey: ['overview', campaign, 'comparison', chosen, range],
    queryFn: () =>
      callApi(compareUnits, { params: { campaign }, query: { units: chosen.join(','), ...range } }),
    enabled: chosen.length > 0,
    placeholderData: keepPreviousData,
  })
  const items = chosen.length === 0 ? [] : (found.data?.items ?? [])
  return (
    <section className="card stack" aria-label="单位并列">
      <h2>单位并列</h2>
      <p className="quiet">选几个单位逐项并列着看（最多 {most} 个），按名录顺序，不作排名。</p>
      <div className="row no-print">
        {chosen.length < most && (
          <UnitPicker
            label="加入单位"
            value={undefined}
            onPick={(unit) => onChoose([...new Set([...chosen, unit.code])])}
          />
        )}
        {chosen.length > 0 && (
          <button type="button" className="link-button" onClick={() => onChoose([])}>
            清空
          </button>
        )}
      </div>
      {found.error && <p className="notice notice-danger">{found.error.message}</p>}
      {items.length > 0 && (
        <div className="table-frame" tabIndex={0} role="region" aria-label="并列的数">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">指标</th>
                {items.map((one) => (
                  <th key={one.unit.code} scope="col" className="digits">
                    {one.unit.name}
                    <button
                      type="button"
                      className="beside-remove no-print"
                      aria-label={`去掉${one.unit.name}`}
                      onClick={() => onChoose(chosen.filter((code) => code !== one.unit.code))}
                    >
                      ×
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">记录（条）</th>
                {items.map((one) => (
                  <td key={one.unit.code} className="digits">
                    {one.total.records.toLocaleString('zh-CN')}
                  </td>
                ))}
              </tr>
              {definition.indicators.map((indicator, index) => (
                <tr key={indicator.code}>
                  <th scope="row" className="beside-indicator">
                    {indicator.label}（{indicator.unit}）
                  </th>
                  {items.map((one) => (
                    <td key={one.unit.code} className="digits">
                      {one.figures[index]?.value?.toLocaleString('zh-CN') ?? '空'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
