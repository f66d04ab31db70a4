import type { BankSheetCheck } from '../contract.ts'

/** What a sheet of questions would do, or what is wrong with it cell by cell. */
export function CheckedQuestions({
  name,
  checked,
  busy,
  onImport,
}: {
  name: string
  checked: BankSheetCheck
  busy: boolean
  onImport: (digest: string) => void
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
        <Errors checked={checked} />
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

function Errors({ checked }: { checked: BankSheetCheck }) {
  return (
    <>
      <p className="notice notice-danger">
        有 {checked.errorCount} 处需要更正，还没有导入任何内容。改好后在上面重新选择。
      </p>
      <table className="table sheet-errors">
        <caption className="visually-hidden">需要更正的单元格</caption>
        <thead>
          <tr>
            <th scope="col">单元格</th>
            <th scope="col">列</th>
            <th scope="col">填写的内容</th>
            <th scope="col">怎样更正</th>
          </tr>
        </thead>
        <tbody>
          {checked.errors.map((one) => (
            <tr key={`${one.cell} ${one.message}`}>
              <th scope="row">{one.cell}</th>
              <td>{one.heading}</td>
              <td className="sheet-value">{one.value || '（空）'}</td>
              <td>{one.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {checked.errorCount > checked.errors.length && (
        <p className="quiet">这里列出前 {checked.errors.length} 处。</p>
      )}
    </>
  )
}
