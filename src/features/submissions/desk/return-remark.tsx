import { When } from '../../../platform/web/when.tsx'
import type { DraftView } from '../contract.ts'

/** Why it came back; remarks on single fields stand beside those. */
export function ReturnRemark({ returned }: { returned: NonNullable<DraftView['returned']> }) {
  const marked = Object.keys(returned.fieldRemarks).length
  return (
    <section className="notice notice-danger" aria-label="退回意见">
      <p>
        <b>↩ 退回</b>（{returned.madeBy}，<When at={returned.madeAt} />）
      </p>
      <p className="report-remark-text">{returned.remark}</p>
      {marked > 0 && <p className="quiet">另有 {marked} 处批注，标在相应的项目旁。</p>}
    </section>
  )
}
