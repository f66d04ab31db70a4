import { useState } from 'react'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { groupTypes } from './type-picker.tsx'
import type { Unit } from './use-recording.ts'

/** What the address of the page says; everything is text or absent. */
export interface LedgerSearch {
  unit?: string
  unitName?: string
  own?: string
  type?: string
  dimension?: string
  from?: string
  to?: string
  key?: string
  q?: string
  deleted?: string
}

export function LedgerFilters({
  definition,
  search,
  showsUnits,
  recorder,
  show,
}: {
  definition: CampaignInBrowser
  search: LedgerSearch
  /** The caller sees more than one unit. */
  showsUnits: boolean
  recorder: boolean
  show: (change: LedgerSearch) => void
}) {
  const { dimension, activityTypes } = definition.recording
  const used = Object.keys(search).filter((name) => name !== 'unitName' && name !== 'q').length
  const [open, setOpen] = useState(used > 0)
  const unit: Unit | undefined = search.unit
    ? { code: search.unit, name: search.unitName ?? search.unit }
    : undefined
  return (
    <search className="ledger-filters no-print">
      <div className="ledger-search">
        <SearchBox value={search.q ?? ''} onSearch={(q) => show({ q: q || undefined })} />
        <button
          type="button"
          className="button ledger-filter-button"
          aria-expanded={open}
          aria-controls="ledger-filter-list"
          onClick={() => setOpen(!open)}
        >
          筛选{used > 0 && ` ${used}`}
        </button>
      </div>
      <div
        id="ledger-filter-list"
        className={open ? 'ledger-filter-list ledger-filter-open' : 'ledger-filter-list'}
      >
        {showsUnits && (
          <UnitPicker
            label="单位（含下级）"
            placeholder="全部"
            value={unit}
            onPick={(picked) => show({ unit: picked.code, unitName: picked.name })}
          />
        )}
        <label className="ledger-filter">
          <span>类型</span>
          <select
            className="input"
            value={search.type ?? ''}
            onChange={(event) => show({ type: event.target.value || undefined })}
          >
            <option value="">全部</option>
            {groupTypes(definition, activityTypes).map((group) => (
              <optgroup key={group.title} label={group.title}>
                {group.types.map((type) => (
                  <option key={type.key} value={type.key}>
                    {type.title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {dimension && (
          <label className="ledger-filter">
            <span>{dimension.label}</span>
            <select
              className="input"
              value={search.dimension ?? ''}
              onChange={(event) => show({ dimension: event.target.value || undefined })}
            >
              <option value="">全部</option>
              {dimension.options.map((one) => (
                <option key={one.value} value={one.value}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
        )}
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="ledger-filter">
            <span>{name === 'from' ? '从' : '到'}</span>
            <input
              type="date"
              className="input"
              min={definition.startsOn}
              max={definition.endsOn}
              value={search[name] ?? ''}
              onChange={(event) => show({ [name]: event.target.value || undefined })}
            />
          </label>
        ))}
        <span className="ledger-checks">
          <Check label="只看重要、特色" name="key" search={search} show={show} />
          {showsUnits && search.unit && <Check label="不含下级" name="own" search={search} show={show} />}
          {recorder && <Check label="只看已删除" name="deleted" search={search} show={show} />}
        </span>
        {(used > 0 || search.q) && (
          <button
            type="button"
            className="link-button"
            onClick={() =>
              show(Object.fromEntries(Object.keys(search).map((name) => [name, undefined])) as LedgerSearch)
            }
          >
            清除筛选
          </button>
        )}
      </div>
    </search>
  )
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value)
  return (
    <form
      role="search"
      className="ledger-search-box"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(text.trim())
      }}
    >
      <input
        type="search"
        className="input"
        aria-label="查找名称、地点、正文"
        placeholder="查找名称、地点、正文"
        maxLength={50}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (event.target.value === '') onSearch('')
        }}
      />
      <button type="submit" className="button">
        查找
      </button>
    </form>
  )
}

function Check({
  label,
  name,
  search,
  show,
}: {
  label: string
  name: 'key' | 'own' | 'deleted'
  search: LedgerSearch
  show: (change: LedgerSearch) => void
}) {
  return (
    <label className="ledger-check">
      <input
        type="checkbox"
        checked={String(search[name]) === 'true'}
        onChange={(event) => show({ [name]: event.target.checked ? 'true' : undefined })}
      />
      {label}
    </label>
  )
}
