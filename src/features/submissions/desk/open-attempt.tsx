import { useState } from 'react'
import type { ReportContent } from '../content.ts'
import { type ReportAddress, findOpenAttempt, forgetAttempt } from './submit-attempt.ts'

/** A report was sent from here and no answer came, e.g. the phone went off: ask again, it is the same report. */
export function OpenAttempt({
  address,
  busy,
  send,
}: {
  address: ReportAddress
  busy: boolean
  send: (content: ReportContent) => Promise<void>
}) {
  const [open, setOpen] = useState(() => findOpenAttempt(address))
  if (!open) return null
  return (
    <div className="notice notice-amber stack" role="status">
      <p>上次报送没有收到回执，可能已送达。点「取回回执」会再送一次同样的内容，不会重复。</p>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={busy}
          onClick={() => void send(open.content).finally(() => setOpen(findOpenAttempt(address)))}
        >
          取回回执
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            forgetAttempt(address)
            setOpen(null)
          }}
        >
          不用，继续修改
        </button>
      </div>
    </div>
  )
}
