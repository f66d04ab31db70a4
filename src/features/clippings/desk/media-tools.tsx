import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { readUnit } from '../../org/contract.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Filters, SearchFilter, SelectFilter } from '../../../platform/web/filters.tsx'

interface Choice {
  value: string
  label: string
}

/** Filters that both lists have: unit, month, words; `children` are a list's own. */
export function MediaTools({
  filters,
  set,
  clear,
  months,
  children,
}: {
  filters: { unit?: string; month?: string; q?: string }
  set: (change: { unit?: string; month?: string; q?: string }) => void
  clear: () => void
  months: Choice[]
  children: ReactNode
}) {
  const unit = useQuery({
    queryKey: ['unit', filters.unit],
    queryFn: () => callApi(readUnit, { params: { unit: filters.unit! } }),
    enabled: filters.unit !== undefined,
    staleTime: 300_000,
  })
  return (
    <Filters onClear={Object.keys(filters).length > 0 ? clear : undefined}>
      <UnitPicker
        label="单位（含下级）"
        placeholder="全部"
        value={filters.unit ? unit.data : undefined}
        onPick={(one) => set({ unit: one.code })}
      />
      <SelectFilter
        label="月份"
        value={filters.month}
        options={months}
        onChange={(month) => set({ month })}
      />
      {children}
      <SearchFilter value={filters.q} placeholder="标题、媒体" onSearch={(q) => set({ q })} />
    </Filters>
  )
}

/** The months of a campaign that have begun, the last first. */
export function listMonths(of: { startsOn: string; endsOn: string }, today: string): Choice[] {
  const months: Choice[] = []
  const last = today < of.endsOn ? today.slice(0, 7) : of.endsOn.slice(0, 7)
  for (let month = of.startsOn.slice(0, 7); month <= last; month = nextMonth(month))
    months.unshift({ value: month, label: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月` })
  return months
}

function nextMonth(month: string): string {
  const at = new Date(`${month}-15T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + 1)
  return at.toISOString().slice(0, 7)
}
