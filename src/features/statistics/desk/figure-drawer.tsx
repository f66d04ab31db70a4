import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Indicator } from '../../campaign/definition.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Drawer } from '../../../platform/web/drawer.tsx'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { When } from '../../../platform/web/when.tsx'
import { drillDown } from '../contract.ts'
import { sayFigure } from './official-form.ts'

export interface TableAddress {
  campaign: string
  unit: string | undefined
  own: 'true' | undefined
  asOf: string | undefined
}

/** One number opened at the side: from the total to the units, from a unit to its report. */
export function FigureDrawer({
  address,
  indicator,
  asOf,
  onClose,
}: {
  address: TableAddress
  indicator: Indicator
  /** Of the table on the page, so that both add up. */
  asOf: string
  onClose: () => void
}) {
  const { campaign, unit, own } = address
  const opened = useQuery({
    queryKey: ['statistics', campaign, 'drill-down', indicator.code, unit, own, asOf],
    queryFn: () =>
      callApi(drillDown, { params: { campaign, indicator: indicator.code }, query: { unit, own, asOf } }),
  })
  return (
    <Drawer title={indicator.label} onClose={onClose}>
      <p className="quiet">{indicator.rule}</p>
      <QueryState query={opened} rows={8}>
        {(data) => <Origin data={data} unit={indicator.unit} />}
      </QueryState>
    </Drawer>
  )
}

type Opened = Awaited<ReturnType<typeof callApi<never, never, never, NonNullable<typeof drillDown.reply>>>>

function Origin({ data, unit }: { data: Opened; unit: string }) {
  const given = data.items.filter((one) => one.value !== null)
  const blank = data.items.filter((one) => one.value === null)
  return (
    <>
      <p className="drawer-total">
        合计 <b className="digits">{sayFigure(data.total)}</b>
        {data.total !== null && ` ${unit}`}，来自 {given.length} 家
      </p>
      {given.length > 0 && (
        <table className="table drawer-table">
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">来自</th>
              <NumberHead>数（{unit}）</NumberHead>
            </tr>
          </thead>
          <tbody>
            {given.map((one) => (
              <tr key={one.code}>
                <th scope="row">{one.name}</th>
                <td>
                  <Link to="/submissions/$submission" params={{ submission: one.submissionId }}>
                    {one.periodTitle}
                  </Link>
                  <span className="quiet drawer-when">
                    <When at={one.submittedAt} /> 报送
                  </span>
                  {one.note && <span className="drawer-note">注：{one.note}</span>}
                </td>
                <td className="digits">{sayFigure(one.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {blank.length > 0 && (
        <p className="quiet">
          {blank.length} 家报了表但这一项留空（空不等于 0）：{blank.map((one) => one.name).join('、')}。
        </p>
      )}
      {data.items.length === 0 && <p>还没有单位报过数字。</p>}
    </>
  )
}
