import type { ReactNode } from 'react'
import type { CellError } from '../contract.ts'

/** What is wrong in a sheet, cell by cell; `download` takes the sheet away with its errors marked. */
export function CellErrors({
  errors,
  count,
  download,
}: {
  errors: CellError[]
  /** All of them; `errors` may be the first ones. */
  count: number
  download: ReactNode
}) {
  return (
    <>
      <div className="notice notice-danger row-between">
        <span>有 {number(count)} 处需要更正，还没有导入任何内容。改好后在上面重新选择。</span>
        {download}
      </div>
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
          {errors.map((one) => (
            <tr key={`${one.cell} ${one.message}`}>
              <th scope="row">{one.cell}</th>
              <td>{one.heading}</td>
              <td className="sheet-value">{one.value || '（空）'}</td>
              <td>{one.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > errors.length && (
        <p className="quiet">这里列出前 {number(errors.length)} 处，其余在下载的表格中标出。</p>
      )}
    </>
  )
}

const number = (value: number) => value.toLocaleString('zh-CN')
