import { useQuery } from '@tanstack/react-query'
import type { Indicator } from '../../campaign/definition.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { compareSnapshots } from '../contract.ts'

/** What changed between two snapshots: totals, then unit by unit. */
export function SnapshotComparison({
  campaign,
  number,
  against,
  indicators,
}: {
  campaign: string
  number: string
  against: string
  indicators: Indicator[]
}) {
  const query = useQuery({
    queryKey: ['comparison', campaign, number, against],
    queryFn: () => callApi(compareSnapshots, { params: { campaign, number }, query: { with: against } }),
  })
  const nameOf = (code: string) => indicators.find((one) => one.code === code)?.label ?? code
  return (
    <QueryState query={query}>
      {({ from, to, totals, units }) => {
        const changed = totals.filter((one) => one.from !== one.to)
        return (
          <section className="card stack" aria-labelledby="comparison">
            <h2 id="comparison">
              第 {from.number} 号 → 第 {to.number} 号
            </h2>
            {changed.length === 0 && <p>合计没有变化。</p>}
            {changed.length > 0 && <Changes title="合计" changes={changed} nameOf={nameOf} />}
            {units
              .filter((unit) => unit.changes.length > 0)
              .map((unit) => (
                <details key={unit.code}>
                  <summary>
                    {unit.name}（{unit.changes.length} 项不同）
                  </summary>
                  <Changes title={unit.name} changes={unit.changes} nameOf={nameOf} />
                </details>
              ))}
          </section>
        )
      }}
    </QueryState>
  )
}

function Changes(props: {
  title: string
  changes: { code: string; from: number | null; to: number | null }[]
  nameOf: (code: string) => string
}) {
  return (
    <table className="comparison">
      <caption className="visually-hidden">{props.title}</caption>
      <tbody>
        {props.changes.map((one) => (
          <tr key={one.code}>
            <th scope="row">{props.nameOf(one.code)}</th>
            <td className="digits">{one.from ?? '空'}</td>
            <td aria-hidden="true">→</td>
            <td className="digits">{one.to ?? '空'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
