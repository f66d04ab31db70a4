import { Link } from '@tanstack/react-router'
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { sayInstant, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import type { Chased } from './chase-dialog.tsx'
import { type MatrixFilter, filterRows, statesWanted } from './filter-matrix.ts'
import { MatrixTools } from './matrix-tools.tsx'
import { moveInGrid, useOneTabStop } from './move-in-grid.ts'
import { StateLegend, StateSign, sayState } from './state-sign.tsx'
import type { Matrix, MatrixRow } from './use-matrix.ts'
import './matrix.css'

/** More rows than anybody reads at once cost a phone seconds; searching looks at all of them. */
const firstRows = 100

/** Units × deadlines. A cell leads to the report, a column's head to who is missing. */
export function MatrixView({
  data,
  now,
  onChase,
}: {
  data: Matrix
  now: Date
  /** Absent for those who may read but not chase. */
  onChase: ((period: Chased) => void) | undefined
}) {
  const { definition } = useCampaign()
  const [filter, setFilter] = useState<MatrixFilter>({ text: '', tag: '', state: '' })
  const [shown, setShown] = useState(firstRows)
  const applied = useDeferredValue(filter)
  const rows = useMemo(() => filterRows(data, applied), [data, applied])
  const wanted = useMemo(() => statesWanted(data, applied.state), [data, applied.state])
  const table = useRef<HTMLTableElement>(null)
  useOneTabStop(table, rows)
  const lines = rows.slice(0, shown)
  return (
    <section className="card stack" aria-labelledby="matrix">
      <div className="row-between">
        <h2 id="matrix">各单位报送情况</h2>
        <span className="quiet digits" role="status">
          {rows.length === data.rows.length
            ? `共 ${rows.length} 家`
            : `${data.rows.length} 家中的 ${rows.length} 家`}
        </span>
      </div>
      <MatrixTools filter={filter} onChange={setFilter} tags={definition?.tags ?? []} rows={data.rows} />
      <StateLegend states={data.states} />
      {rows.length === 0 ? (
        <p>没有符合条件的单位。</p>
      ) : (
        <div className="matrix-scroll" role="region" aria-labelledby="matrix">
          <table
            ref={table}
            className="matrix"
            data-rows={lines.length}
            data-columns={data.columns.length + 1}
            onKeyDown={moveInGrid}
          >
            <thead>
              <tr>
                <th scope="col">单位</th>
                {data.columns.map((column, index) => (
                  <th key={`${column.task} ${column.period}`} scope="col">
                    <ColumnHead
                      column={column}
                      now={now}
                      at={`-1 ${index + 1}`}
                      onChase={onChase && (() => onChase(column))}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((row, index) => (
                <MatrixLine key={row.unit.code} row={row} at={index} data={data} wanted={wanted} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > shown && (
        <div>
          <button type="button" className="button" onClick={() => setShown(shown + 500)}>
            再显示 {Math.min(500, rows.length - shown)} 家
          </button>
        </div>
      )}
      <p className="quiet matrix-help">
        点格子看报送内容{onChase && '，点列头看谁还没有报'}。键盘：方向键移动，回车打开。
        {data.rows.some((row) => row.cells.some((cell) => cell.extended)) && '* 表示已延期。'}
      </p>
    </section>
  )
}

function ColumnHead(props: {
  column: Matrix['columns'][number]
  now: Date
  at: string
  onChase: (() => void) | undefined
}) {
  const { column, now, onChase } = props
  const words = (
    <>
      {column.shortTitle}
      <br />
      {column.period ? sayInstant(column.dueAt, now).split(' ')[0] : '及时'}
    </>
  )
  const title = column.period
    ? `${column.periodTitle}，${sayInstantWithWeekday(column.dueAt, now)} 截止`
    : column.periodTitle
  if (!onChase || !column.period) return <span title={title}>{words}</span>
  return (
    <button
      type="button"
      className="link-button"
      data-at={props.at}
      tabIndex={-1}
      title={`${title}。点击看谁还没有报`}
      onClick={onChase}
    >
      {words}
      <span className="visually-hidden">：看谁还没有报</span>
    </button>
  )
}

const MatrixLine = memo(function MatrixLine({
  row,
  at,
  data,
  wanted,
}: {
  row: MatrixRow
  at: number
  data: Matrix
  wanted: ReadonlySet<number>
}) {
  const cells = new Map(row.cells.map((cell) => [cell.column, cell]))
  return (
    <tr>
      <th scope="row">
        <Link to="/units/$unit" params={{ unit: row.unit.code }} data-at={`${at} 0`} tabIndex={-1}>
          {row.unit.name}
        </Link>
      </th>
      {data.columns.map((column, index) => {
        const cell = cells.get(index)
        if (!cell) return <td key={index} />
        const state = data.states[cell.state]!
        const words = `${row.unit.name} ${column.periodTitle}：${sayState(state, cell.late)}${cell.extended ? '，已延期' : ''}`
        return (
          <td key={index} className={wanted.has(cell.state) ? 'matrix-wanted' : undefined}>
            <Link
              className="matrix-cell"
              {...(column.period
                ? {
                    to: '/units/$unit/$task/$period' as const,
                    params: { unit: row.unit.code, task: column.task, period: column.period },
                  }
                : { to: '/units/$unit' as const, params: { unit: row.unit.code } })}
              data-at={`${at} ${index + 1}`}
              tabIndex={-1}
              preload={false}
              title={words}
              aria-label={words}
            >
              <StateSign state={state} late={cell.late} withWord={false} />
              {cell.extended && <span aria-hidden="true">*</span>}
            </Link>
          </td>
        )
      })}
    </tr>
  )
})
