import { type MatrixFilter, type StateFilter, stateFilters } from './filter-matrix.ts'
import type { MatrixRow } from './use-matrix.ts'

/** Find a unit; only one group of units; only what is missing. */
export function MatrixTools({
  filter,
  onChange,
  tags,
  rows,
}: {
  filter: MatrixFilter
  onChange: (filter: MatrixFilter) => void
  tags: { key: string; name: string }[]
  rows: MatrixRow[]
}) {
  const used = tags.filter((tag) => rows.some((row) => row.unit.tags.includes(tag.key)))
  const filtering = filter.text !== '' || filter.tag !== '' || filter.state !== ''
  return (
    <div className="matrix-tools no-print">
      <input
        className="input"
        type="search"
        placeholder="单位名称、简称或拼音首字母"
        aria-label="查找单位"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      {used.length > 0 && (
        <select
          className="input"
          aria-label="按单位类别筛选"
          value={filter.tag}
          onChange={(event) => onChange({ ...filter, tag: event.target.value })}
        >
          <option value="">全部单位</option>
          {used.map((tag) => (
            <option key={tag.key} value={tag.key}>
              {tag.name}
            </option>
          ))}
        </select>
      )}
      <select
        className="input"
        aria-label="按状态筛选"
        value={filter.state}
        onChange={(event) => onChange({ ...filter, state: event.target.value as StateFilter | '' })}
      >
        <option value="">全部状态</option>
        {Object.entries(stateFilters).map(([key, { label }]) => (
          <option key={key} value={key}>
            只看有{label}的
          </option>
        ))}
      </select>
      {filtering && (
        <button
          type="button"
          className="link-button"
          onClick={() => onChange({ text: '', tag: '', state: '' })}
        >
          看全部
        </button>
      )}
    </div>
  )
}
