import { UnitPicker } from '../../org/desk/unit-picker.tsx'

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
    <div className="audit-tools no-print">
      <label>
        <span>操作</span>
        <select className="input" value={filter.kind} onChange={(event) => set({ kind: event.target.value })}>
          <option value="">全部</option>
          {Object.entries(kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>谁</span>
        <input
          className="input"
          type="search"
          placeholder="名称或用户名"
          value={filter.user}
          onChange={(event) => set({ user: event.target.value })}
        />
      </label>
      <UnitPicker
        label="单位（含下级）"
        placeholder="全部"
        value={filter.unit}
        onPick={(unit) => set({ unit })}
      />
      <label>
        <span>哪一天</span>
        <input
          className="input"
          type="date"
          value={filter.day}
          onChange={(event) => set({ day: event.target.value })}
        />
      </label>
      {filtering && (
        <button type="button" className="link-button" onClick={() => onChange(noFilter)}>
          看全部
        </button>
      )}
    </div>
  )
}
