import type { ReactNode } from 'react'
import type { StatisticsTable as OfficialForm } from '../../campaign/definition.ts'
import { splitLine } from './official-form.ts'
import './statistics-table.css'

/** The official form as printed; `figure` draws what stands in each bracket. */
export function StatisticsTable({
  form,
  header = [],
  figure,
}: {
  form: OfficialForm
  /** 填报单位, 联系人 … above the table. */
  header?: { label: string; value: string }[]
  figure: (code: string) => ReactNode
}) {
  return (
    <div className="official">
      {form.attachmentLabel && <p className="official-label">{form.attachmentLabel}</p>}
      <h2 className="official-title">{form.title}</h2>
      {header.length > 0 && (
        <dl className="official-header">
          {header.map((one) => (
            <div key={one.label}>
              <dt>{one.label}：</dt>
              <dd>{one.value || '　　　'}</dd>
            </div>
          ))}
        </dl>
      )}
      <table className="official-table">
        <thead>
          <tr>
            {form.headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {form.groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">{group.title}</th>
              <td className="official-requirement">{group.requirement}</td>
              <td>
                {group.lines.map((line) => (
                  <p key={line} className="official-line">
                    {splitLine(line).map((part) =>
                      'text' in part ? part.text : <Bracket key={part.code}>{figure(part.code)}</Bracket>,
                    )}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Bracket({ children }: { children: ReactNode }) {
  return (
    <span className="official-bracket">
      <span aria-hidden="true">(</span>
      {children}
      <span aria-hidden="true">)</span>
    </span>
  )
}
