import { useEffect, useState } from 'react'

const undoSeconds = 5

/** One tap; until the seconds are over nothing has been sent and it can be taken back. */
export function ZeroReport({
  period,
  busy,
  send,
  onCounting,
}: {
  period: string
  busy: boolean
  send: () => void
  onCounting?: (counting: boolean) => void
}) {
  const [left, setLeft] = useState<number | null>(null)
  const counting = left !== null

  useEffect(() => onCounting?.(counting), [counting])
  useEffect(() => {
    if (left === null) return
    if (left === 0) {
      setLeft(null)
      send()
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left])

  if (left !== null) {
    return (
      <div className="notice notice-accent row zero-report">
        <span role="status">「{period}」零报告即将报送：本期没有开展活动。</span>
        <span className="digits" aria-hidden="true">
          {left} 秒
        </span>
        <button type="button" className="button" autoFocus onClick={() => setLeft(null)}>
          撤销
        </button>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setLeft(null)
            send()
          }}
        >
          立即报送
        </button>
      </div>
    )
  }
  return (
    <div className="row zero-report">
      <button
        type="button"
        className="button"
        aria-disabled={busy}
        onClick={() => !busy && setLeft(undoSeconds)}
      >
        {busy ? '正在报送…' : '零报告'}
      </button>
      <span className="field-help">本期没有开展活动的，点一下即可，不必填表。</span>
    </div>
  )
}
