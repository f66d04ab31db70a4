import { useState } from 'react'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { CheckFilter, DayRangeFilter, Filters, SelectFilter } from '../../../platform/web/filters.tsx'
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
    <div className="ledger-filters no-print">
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
        <Filters
          onClear={
            used > 0 || search.q
              ? () =>
                  show(
                    Object.fromEntries(Object.keys(search).map((name) => [name, undefined])) as LedgerSearch,
                  )
              : undefined
          }
        >
          {showsUnits && (
            <UnitPicker
              label="单位（含下级）"
              placeholder="全部"
              value={unit}
              onPick={(picked) => show({ unit: picked.code, unitName: picked.name })}
            />
          )}
          <SelectFilter
            label="类型"
            value={search.type}
            onChange={(type) => show({ type: type || undefined })}
          >
            {groupTypes(definition, activityTypes).map((group) => (
              <optgroup key={group.title} label={group.title}>
                {group.types.map((type) => (
                  <option key={type.key} value={type.key}>
                    {type.title}
                  </option>
                ))}
              </optgroup>
            ))}
          </SelectFilter>
          {dimension && (
            <SelectFilter
              label={dimension.label}
              value={search.dimension}
              options={dimension.options}
              onChange={(value) => show({ dimension: value || undefined })}
            />
          )}
          <DayRangeFilter
            from={search.from}
            to={search.to}
            within={definition}
            onChange={(change) =>
              show(Object.fromEntries(Object.entries(change).map(([name, day]) => [name, day || undefined])))
            }
          />
          <Check label="只看重要、特色" name="key" search={search} show={show} />
          {showsUnits && search.unit && <Check label="不含下级" name="own" search={search} show={show} />}
          {recorder && <Check label="只看已删除" name="deleted" search={search} show={show} />}
        </Filters>
      </div>
    </div>
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
    <CheckFilter
      label={label}
      checked={String(search[name]) === 'true'}
      onChange={(checked) => show({ [name]: checked ? 'true' : undefined })}
    />
  )
}
