import { useState } from 'react'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import type { ReportContent } from '../content.ts'
import { useReport } from './report-context.ts'

/** The ledger has gone on since this was written: one press writes it anew, another takes that back. */
export function RedrawLine() {
  const { content, change, saveSoon, draft } = useReport()
  const [before, setBefore] = useState<ReportContent | null>(null)
  const { drawn } = draft
  if (!drawn) return null
  const differs = Object.entries(drawn.fields).some(
    ([key, value]) => canonicalJson(content.fields[key]) !== canonicalJson(value),
  )
  if (!differs && !before) return null

  function redraw(): void {
    setBefore(content)
    change((now) => ({ ...now, fields: { ...now.fields, ...drawn!.fields } }))
    saveSoon()
  }
  function takeBack(): void {
    const fields = before!.fields
    change((now) => ({ ...now, fields }))
    setBefore(null)
    saveSoon()
  }
  return (
    <div className="notice notice-accent row" role="status">
      {before ? (
        <>
          <span>已按台账的 {drawn.records} 条记录重写。</span>
          <button type="button" className="link-button" onClick={takeBack}>
            恢复原来写的
          </button>
        </>
      ) : (
        <>
          <span>台账里有这一期的 {drawn.records} 条记录，与现在写的不同。</span>
          <button type="button" className="link-button" onClick={redraw}>
            按台账重写
          </button>
        </>
      )}
    </div>
  )
}
