import type { ReactNode } from 'react'
import './filters.css'

/** What narrows a list, above it; `onClear` is there while something does. */
export function Filters({ children, onClear }: { children: ReactNode; onClear?: (() => void) | undefined }) {
  return (
    <search className="filters no-print">
      {children}
      {onClear && (
        <button type="button" className="link-button" onClick={onClear}>
          清除筛选
        </button>
      )}
    </search>
  )
}

export function Filter({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="filter">
      <span>{label}</span>
      {children}
    </label>
  )
}

/** One of several, or all; `children` instead of `options` where these stand in groups. */
export function SelectFilter({
  label,
  value,
  options = [],
  all = '全部',
  onChange,
  children,
}: {
  label: string
  value: string | undefined
  options?: readonly { value: string; label: string }[]
  /** How no choice is called. */
  all?: string
  /** Empty for all. */
  onChange: (value: string) => void
  children?: ReactNode
}) {
  return (
    <Filter label={label}>
      <select className="input" value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
        {children}
      </select>
    </Filter>
  )
}

/** Words to look for: at Enter, or when the field is left. */
export function SearchFilter({
  label = '查找',
  value,
  placeholder,
  onSearch,
}: {
  label?: string
  value: string | undefined
  placeholder: string
  onSearch: (text: string) => void
}) {
  const search = (text: string) => {
    if (text.trim() !== (value ?? '')) onSearch(text.trim())
  }
  return (
    <Filter label={label}>
      <input
        className="input"
        type="search"
        // Made anew when it is cleared from elsewhere.
        key={value ? 'typed' : 'empty'}
        defaultValue={value ?? ''}
        placeholder={placeholder}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) search(event.currentTarget.value)
        }}
        onBlur={(event) => search(event.target.value)}
      />
    </Filter>
  )
}

/** A local day, `YYYY-MM-DD`; empty for any. */
export function DayFilter({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string
  value: string | undefined
  min?: string | undefined
  max?: string | undefined
  onChange: (day: string) => void
}) {
  return (
    <Filter label={label}>
      <input
        className="input"
        type="date"
        min={min}
        max={max}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </Filter>
  )
}

/** From and to, both included; empty is from the beginning, until now. */
export function DayRangeFilter({
  from,
  to,
  within,
  onChange,
}: {
  from: string | undefined
  to: string | undefined
  /** The days of the campaign, once they are known. */
  within: { startsOn: string; endsOn: string } | undefined
  onChange: (change: { from?: string; to?: string }) => void
}) {
  return (
    <>
      <DayFilter
        label="从"
        value={from}
        min={within?.startsOn}
        max={to || within?.endsOn}
        onChange={(day) => onChange({ from: day })}
      />
      <DayFilter
        label="到"
        value={to}
        min={from || within?.startsOn}
        max={within?.endsOn}
        onChange={(day) => onChange({ to: day })}
      />
    </>
  )
}

export function CheckFilter({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="filter-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
