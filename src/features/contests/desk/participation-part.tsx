import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { Chart } from '../../../platform/web/chart.tsx'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { EmptyState, QueryState } from '../../../platform/web/page-state.tsx'
import { readContestParticipation } from '../desk-contract.ts'
import { informationOnly } from '../office-words.ts'
import type { PartProps } from './part-props.ts'
import { sayShare } from './say-share.ts'

/** Who took part, by unit in the order of the directory and by day. */
export function ParticipationPart({ campaign, contest }: PartProps) {
  const query = useQuery({
    queryKey: ['contest', campaign, contest, 'participation'],
    queryFn: () => callApi(readContestParticipation, { params: { campaign, contest } }),
  })
  return (
    <QueryState query={query} rows={8}>
      {({ units, total, days }) =>
        units.length === 0 ? (
          <EmptyState title="还没有人完成计分答题。" />
        ) : (
          <>
            <p className="notice">{informationOnly}</p>
            <section className="card">
              <h2>各单位</h2>
              <div className="table-frame" tabIndex={0} role="region" aria-label="各单位参与情况">
                <table className="table contest-units">
                  <thead>
                    <tr>
                      <th scope="col">单位</th>
                      <NumberHead>人数</NumberHead>
                      <NumberHead>答卷</NumberHead>
                      <NumberHead>合格人占比</NumberHead>
                    </tr>
                  </thead>
                  <tbody>
                    {units.map((one) => (
                      <tr key={one.unit.code}>
                        <td>{one.unit.name}</td>
                        <td className="digits">{one.people.toLocaleString('zh-CN')}</td>
                        <td className="digits">{one.attempts.toLocaleString('zh-CN')}</td>
                        <td className="digits">{sayShare(one.passedShare)}</td>
                      </tr>
                    ))}
                  </tbody>
                  <tfoot>
                    <tr>
                      <th scope="row">合计</th>
                      <td className="digits">{total.people.toLocaleString('zh-CN')}</td>
                      <td className="digits">{total.attempts.toLocaleString('zh-CN')}</td>
                      <td className="digits">{sayShare(total.passedShare)}</td>
                    </tr>
                  </tfoot>
                </table>
              </div>
              <p className="quiet">一人为两个单位答过题，在两个单位各算一人。</p>
            </section>
            <Chart
              title="各日"
              unit="份"
              bars={{
                name: '日期',
                lying: false,
                labels: days.map((one) => `${Number(one.day.slice(5, 7))}月${Number(one.day.slice(8))}日`),
                series: [{ name: '答卷', values: days.map((one) => one.attempts) }],
              }}
            />
          </>
        )
      }
    </QueryState>
  )
}
