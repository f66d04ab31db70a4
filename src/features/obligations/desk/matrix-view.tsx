import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ObligationState } from '../contract.ts'
import { StateLegend, StateSign } from './state-sign.tsx'
import { sayInstant } from '../../../platform/web/say-time.ts'
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
  onChase: (column: number) => void
}) {
  const [text, setText] = useState('')
  const [shown, setShown] = useState(firstRows)
  const [state, setState] = useState<ObligationState | ''>('')
  const rows = useMemo(() => filterRows(data, text, state), [data, text, state])
  return (
    <section className="card stack" aria-labelledby="matrix">
      <div className="row-between">
        <h2 id="matrix">各单位报送情况</h2>
        <span className="quiet">
          {rows.length} / {data.rows.length} 个单位
        </span>
      </div>
      <div className="row">
        <input
          className="input matrix-search"
          type="search"
          placeholder="单位名称或拼音首字母"
          aria-label="查找单位"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          className="input matrix-state"
          aria-label="按状态筛选"
          value={state}
          onChange={(event) => setState(event.target.value as ObligationState | '')}
        >
          <option value="">全部状态</option>
          <option value="overdue">有逾期未报</option>
          <option value="returned">有退回</option>
          <option value="submitted">有待审</option>
          <option value="submitted-late">有迟报</option>
        </select>
      </div>
      <StateLegend states={data.states} />
      {rows.length === 0 ? (
        <p>没有符合条件的单位。</p>
      ) : (
        <div className="matrix-scroll" role="region" aria-labelledby="matrix" tabIndex={0}>
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">单位</th>
                {data.columns.map((column, index) => (
                  <th key={`${column.task} ${column.period}`} scope="col">
                    <button
                      type="button"
                      className="link-button"
                      title={`${column.periodTitle}，${sayInstant(column.dueAt, now)} 截止。点击看谁未报`}
                      onClick={() => onChase(index)}
                    >
                      {column.shortTitle}
                      <br />
                      {sayInstant(column.dueAt, now).split(' ')[0]}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown).map((row) => (
                <MatrixLine key={row.unit.code} row={row} data={data} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > shown && (
        <div>
          <button type="button" className="button" onClick={() => setShown(shown + 500)}>
            再显示 {Math.min(500, rows.length - shown)} 个单位
          </button>
        </div>
      )}
    </section>
  )
}

function MatrixLine({ row, data }: { row: MatrixRow; data: Matrix }) {
  const cells = new Map(row.cells.map((cell) => [cell[0], cell]))
  return (
    <tr>
      <th scope="row">
        <Link to="/units/$unit" params={{ unit: row.unit.code }}>
          {row.unit.name}
        </Link>
      </th>
      {data.columns.map((column, index) => {
        const cell = cells.get(index)
        if (!cell) return <td key={index} />
        return (
          <td key={index}>
            <Link
              className="matrix-cell"
              to="/units/$unit"
              params={{ unit: row.unit.code }}
              hash={cell[2]}
              aria-label={`${row.unit.name} ${column.periodTitle}`}
            >
              <StateSign state={data.states[cell[1]]!} late={cell[3] === 1} withWord={false} />
              {cell[4] === 1 && <span title="已延期">*</span>}
            </Link>
          </td>
        )
      })}
    </tr>
  )
}

function filterRows(data: Matrix, text: string, state: ObligationState | ''): MatrixRow[] {
  const wanted = text.trim().toLowerCase()
  const index = state === '' ? -1 : data.states.indexOf(state)
  return data.rows.filter(
    (row) =>
      (wanted === '' || row.unit.search.toLowerCase().includes(wanted)) &&
      (state === '' || row.cells.some((cell) => cell[1] === index)),
  )
}
