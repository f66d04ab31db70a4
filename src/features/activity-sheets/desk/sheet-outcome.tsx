import type { ReactNode } from 'react'
import type { CellError } from '../contract.ts'
import { CellErrors } from './cell-errors.tsx'

/** What was found in a sheet that came back, of anything. */
interface Checked {
  /** Rows that hold something. */
  rows: number
  added: number
  changed: number
  same: number
  errors: CellError[]
  errorCount: number
  /** Agrees to exactly this; null where something is wrong. */
  digest: string | null
}

/** What a sheet's things are called: 「活动」 by the 「条」. */
export interface SheetWords {
  what: string
  count: string
  /** For a sheet that brings nothing new. */
  unchanged: (same: string) => string
  /** The button that brings them in, before their number: 「导入」. */
  bringIn: string
}

const number = (value: number) => value.toLocaleString('zh-CN')

/** What a sheet would do, and the button that does it; or what is wrong with it, cell by cell. */
export function SheetOutcome({
  name,
  words,
  checked,
  counts,
  notes,
  download,
  busy,
  onImport,
  children,
}: {
  name: string
  words: SheetWords
  checked: Checked
  counts: { label: string; value: number; isDanger?: boolean }[]
  notes?: ReactNode
  /** Takes the sheet away with its errors marked. */
  download: ReactNode
  busy: boolean
  onImport: (digest: string) => void
  /** What would be brought in. */
  children: ReactNode
}) {
  const { added, changed, same, errorCount } = checked
  return (
    <section className="card stack">
      <h2>三、{errorCount > 0 ? '更正' : '确认'}</h2>
      <p className="sheet-name">{name}</p>
      <dl className="sheet-counts">
        {counts.map(({ label, value, isDanger }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={isDanger ? 'danger-text' : undefined}>
              {number(value)} {words.count}
            </dd>
          </div>
        ))}
      </dl>
      {notes}
      {errorCount > 0 ? (
        <CellErrors errors={checked.errors} count={errorCount} download={download} />
      ) : checked.rows === 0 ? (
        <p className="notice">表中还没有填{words.what}。</p>
      ) : added + changed === 0 ? (
        <p className="notice notice-green">{words.unchanged(number(same))}</p>
      ) : (
        <>
          {children}
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              disabled={busy}
              onClick={() => onImport(checked.digest!)}
            >
              {busy ? '正在导入…' : `${words.bringIn} ${number(added + changed)} ${words.count}`}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

/** The rows that would be brought in; `heads` are of their cells, the row's own first. */
export function TouchedRows({
  caption,
  heads,
  rows,
  total,
  count,
}: {
  caption: string
  heads: string[]
  rows: { row: number; cells: ReactNode[] }[]
  /** Of all of them; `rows` may be the first ones. */
  total: number
  count: string
}) {
  return (
    <>
      <table className="table sheet-errors">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {['行', ...heads].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">第 {row} 行</th>
              {cells.map((cell, at) => (
                <td key={heads[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && (
        <p className="quiet">
          这里列出前 {number(rows.length)} {count}，共 {number(total)} {count}。
        </p>
      )}
    </>
  )
}
