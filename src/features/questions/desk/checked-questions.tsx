import { CellErrors } from '../../activity-sheets/desk/cell-errors.tsx'
import type { BankSheetCheck } from '../contract.ts'

/** What a sheet of questions would do, or what is wrong with it cell by cell. */
export function CheckedQuestions({
  name,
  checked,
  busy,
  onImport,
  onTakeAway,
}: {
  name: string
  checked: BankSheetCheck
  busy: boolean
  onImport: (digest: string) => void
  /** The sheet with its errors marked. */
  onTakeAway: () => void
}) {
  const { added, changed, same, errorCount } = checked
  const counts = { 新增: added, 修改: changed, 没有变化: same }
  return (
    <section className="card stack">
      <h2>三、{errorCount > 0 ? '更正' : '确认'}</h2>
      <p className="sheet-name">{name}</p>
      <dl className="sheet-counts">
        {Object.entries(counts).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value} 道</dd>
          </div>
        ))}
      </dl>
      {errorCount > 0 ? (
        <CellErrors
          errors={checked.errors}
          count={errorCount}
          download={
            <button type="button" className="button button-small" disabled={busy} onClick={onTakeAway}>
              下载标出问题的表格
            </button>
          }
        />
      ) : checked.rows === 0 ? (
        <p className="notice">表中还没有填题目。</p>
      ) : added + changed === 0 ? (
        <p className="notice notice-green">{same} 道题都没有变化，不用导入。</p>
      ) : (
        <>
          <table className="table sheet-errors">
            <caption className="visually-hidden">将要送审的题目</caption>
            <thead>
              <tr>
                <th scope="col">行</th>
                <th scope="col">代号</th>
                <th scope="col">题干</th>
                <th scope="col">将会</th>
              </tr>
            </thead>
            <tbody>
              {checked.touched.map((one) => (
                <tr key={one.row}>
                  <th scope="row">第 {one.row} 行</th>
                  <td>{one.key}</td>
                  <td>{one.stem}</td>
                  <td>{one.added ? '新增' : '修改'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {added + changed > checked.touched.length && (
            <p className="quiet">
              这里列出前 {checked.touched.length} 道，共 {added + changed} 道。
            </p>
          )}
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              disabled={busy}
              onClick={() => onImport(checked.digest!)}
            >
              {busy ? '正在导入…' : `导入并送审 ${added + changed} 道`}
            </button>
          </div>
        </>
      )}
    </section>
  )
}
