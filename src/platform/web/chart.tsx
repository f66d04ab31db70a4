import { useEffect, useId, useRef, useState } from 'react'
import type { Bars } from './draw-chart.ts'
import './chart.css'

/** Bars with the same numbers as a table behind them; the table is what a screen reader and the printer get. */
export function Chart({ title, bars, unit }: { title: string; bars: Bars; unit: string }) {
  const [asTable, setAsTable] = useState(false)
  const heading = useId()
  const height = bars.lying ? Math.max(120, bars.labels.length * 30 + 40) : 240
  return (
    <section className="card chart" aria-labelledby={heading}>
      <div className="row-between">
        <h2 id={heading}>{title}</h2>
        <button
          type="button"
          className="link-button no-print"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? '看图' : '看表格'}
        </button>
      </div>
      {!asTable && <Drawing bars={bars} height={height} />}
      <div className={asTable ? 'table-frame' : 'visually-hidden chart-printed'}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{bars.name}</th>
              {bars.series.map((one) => (
                <th key={one.name} scope="col" className="digits">
                  {one.name}（{unit}）
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.labels.map((label, index) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {bars.series.map((one) => (
                  <td key={one.name} className="digits">
                    {one.values[index]?.toLocaleString('zh-CN') ?? '空'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Drawing({ bars, height }: { bars: Bars; height: number }) {
  const place = useRef<HTMLDivElement>(null)
  const key = JSON.stringify(bars)
  useEffect(() => {
    let gone = false
    let takeAway = () => {}
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (!gone && place.current) takeAway = drawChart(place.current, bars)
    })
    return () => {
      gone = true
      takeAway()
    }
  }, [key])
  return <div ref={place} className="chart-drawing no-print" style={{ height }} aria-hidden="true" />
}
