import { When } from '../../../platform/web/when.tsx'
import type { DraftView } from '../contract.ts'
import type { RemarkTarget } from '../remark-targets.ts'
import { idOfPath } from './report-context.ts'

/** Why it came back; each remark stands beside its field, and leads there from here. */
export function ReturnRemark({
  returned,
  targets,
}: {
  returned: NonNullable<DraftView['returned']>
  targets: RemarkTarget[]
}) {
  const labels = new Map(targets.map((one) => [one.path, one.label]))
  const remarks = Object.entries(returned.fieldRemarks)
  return (
    <section className="notice notice-danger" aria-label="退回意见">
      <p>
        <b>↩ 退回</b>（{returned.madeBy}，<When at={returned.madeAt} />）
      </p>
      <p className="report-remark-text">{returned.remark}</p>
      {remarks.length > 0 && (
        <>
          <p className="quiet">另有 {remarks.length} 处批注，标在相应的项目旁：</p>
          <ul className="report-remarks">
            {remarks.map(([path, text]) => (
              <li key={path}>
                {labels.has(path) ? (
                  <a
                    href={`#${idOfPath(path)}`}
                    onClick={(event) => {
                      event.preventDefault()
                      showField(path)
                    }}
                  >
                    {labels.get(path)}
                  </a>
                ) : (
                  '已删去的一项'
                )}
                ：{text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function showField(path: string): void {
  const element = document.getElementById(idOfPath(path))
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'center' })
}
