import { urlOf } from '../../../platform/web/call-api.ts'
import { type SheetCheckResult, downloadProblems } from '../contract.ts'
import { CellErrors } from './cell-errors.tsx'

const number = (value: number) => value.toLocaleString('zh-CN')

/** What a sheet would do, or what is wrong with it cell by cell. */
export function CheckedSheet({
  address: { campaign, ...query },
  checked,
  busy,
  onImport,
}: {
  address: { campaign: string; unit: string; file: string }
  checked: SheetCheckResult
  busy: boolean
  onImport: (digest: string) => void
}) {
  const { added, changed, same, wrong, errorCount } = checked
  return (
    <section className="card stack">
      <h2>三、{errorCount > 0 ? '更正' : '确认'}</h2>
      <p className="sheet-name">{checked.name}</p>
      <dl className="sheet-counts">
        <Count label="新增" value={added} />
        <Count label="修改" value={changed} />
        <Count label="已有，不重复导入" value={same} />
        <Count label="需要更正" value={wrong} danger={wrong > 0} />
      </dl>
      {checked.examples > 0 && <p className="quiet">示例 {checked.examples} 行不导入。</p>}
      {checked.ignored.length > 0 && (
        <p className="quiet">这些列不属于活动记录，不导入：{checked.ignored.join('、')}。</p>
      )}
      {errorCount > 0 ? (
        <CellErrors
          errors={checked.errors}
          count={errorCount}
          download={
            <a className="button button-small" href={urlOf(downloadProblems, { campaign }, query)} download>
              下载标出问题的表格
            </a>
          }
        />
      ) : checked.rows === 0 ? (
        <p className="notice">表中还没有填活动。</p>
      ) : added + changed === 0 ? (
        <p className="notice notice-green">已有 {number(same)} 条，未重复导入。</p>
      ) : (
        <>
          <Touched checked={checked} />
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              disabled={busy}
              onClick={() => onImport(checked.digest!)}
            >
              {busy ? '正在导入…' : `导入 ${number(added + changed)} 条`}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

function Count({ label, value, danger }: { label: string; value: number; danger?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={danger ? 'danger-text' : undefined}>{number(value)} 条</dd>
    </div>
  )
}

function Touched({ checked }: { checked: SheetCheckResult }) {
  const { touched } = checked
  const shown = [
    ...touched.filter((one) => one.state === 'changed'),
    ...touched.filter((one) => one.state === 'new'),
  ]
  const first = shown.slice(0, 200)
  return (
    <>
      <table className="table sheet-errors">
        <caption className="visually-hidden">将要导入的记录</caption>
        <thead>
          <tr>
            <th scope="col">行</th>
            <th scope="col">日期</th>
            <th scope="col">活动名称</th>
            <th scope="col">将会</th>
          </tr>
        </thead>
        <tbody>
          {first.map((one) => (
            <tr key={one.row}>
              <th scope="row">第 {one.row} 行</th>
              <td>{one.day}</td>
              <td>{one.title}</td>
              <td>
                {one.state === 'new'
                  ? '新增'
                  : one.changes.map((change) => (
                      <div key={change.heading}>
                        {change.heading}：{change.before || '（空）'} → {change.after || '（空）'}
                      </div>
                    ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {checked.added + checked.changed > first.length && (
        <p className="quiet">
          这里列出前 {number(first.length)} 条，共 {number(checked.added + checked.changed)} 条。
        </p>
      )}
    </>
  )
}
