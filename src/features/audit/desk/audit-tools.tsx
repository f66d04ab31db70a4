import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { DayFilter, Filters, SearchFilter, SelectFilter } from '../../../platform/web/filters.tsx'

export interface AuditFilter {
  kind: string
  user: string
  unit: { code: string; name: string } | undefined
  /** `YYYY-MM-DD` in the campaign's time zone. */
  day: string
}

export const noFilter: AuditFilter = { kind: '', user: '', unit: undefined, day: '' }

export function AuditTools({
  filter,
  onChange,
  kinds,
}: {
  filter: AuditFilter
  onChange: (filter: AuditFilter) => void
  kinds: Record<string, string>
}) {
  const set = (change: Partial<AuditFilter>) => onChange({ ...filter, ...change })
  const filtering = filter.kind !== '' || filter.user !== '' || filter.day !== '' || filter.unit !== undefined
  return (
    <Filters onClear={filtering ? () => onChange(noFilter) : undefined}>
      <SelectFilter
        label="操作"
        value={filter.kind}
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => set({ kind })}
      />
      <SearchFilter
        label="谁"
        value={filter.user}
        placeholder="名称或用户名"
        onSearch={(user) => set({ user })}
      />
      <UnitPicker
        label="单位（含下级）"
        placeholder="全部"
        value={filter.unit}
        onPick={(unit) => set({ unit })}
      />
      <DayFilter label="哪一天" value={filter.day} onChange={(day) => set({ day })} />
    </Filters>
  )
}
