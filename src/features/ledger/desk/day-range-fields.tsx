import { useId } from 'react'
import './day-range-fields.css'

/** From and to, local days, both included; empty is from the beginning, until now. */
export function DayRangeFields({
  from,
  to,
  min,
  max,
  onChange,
}: {
  from: string | undefined
  to: string | undefined
  min: string | undefined
  max: string | undefined
  onChange: (change: { from?: string; to?: string }) => void
}) {
  const id = useId()
  return (
    <div className="day-range">
      <label htmlFor={`${id}-from`}>从</label>
      <input
        id={`${id}-from`}
        className="input"
        type="date"
        min={min}
        max={to ?? max}
        value={from ?? ''}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <label htmlFor={`${id}-to`}>到</label>
      <input
        id={`${id}-to`}
        className="input"
        type="date"
        min={from ?? min}
        max={max}
        value={to ?? ''}
        onChange={(event) => onChange({ to: event.target.value })}
      />
      {(from || to) && (
        <button type="button" className="link-button" onClick={() => onChange({ from: '', to: '' })}>
          全部日期
        </button>
      )}
    </div>
  )
}
