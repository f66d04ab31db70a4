import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useRef, useState } from 'react'
import { listUnits, resolveUnit } from '../contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import './unit-picker.css'

interface Unit {
  code: string
  name: string
}

/** A unit by name, alias or pinyin initials; without typing, the directory from its top. */
export function UnitPicker({
  label,
  value,
  onPick,
  placeholder,
}: {
  label: string
  /** What stands there while nothing is chosen. */
  placeholder?: string
  value: Unit | undefined
  onPick: (unit: Unit) => void
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const wanted = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['units', 'pick', wanted],
    queryFn: async (): Promise<Unit[]> => {
      if (!wanted) return (await callApi(listUnits, { query: { limit: 100 } })).items
      return (await callApi(resolveUnit, { query: { q: wanted, limit: 12 } })).items
    },
    enabled: open,
    staleTime: 300_000,
    placeholderData: (before) => before,
  })
  const units = found.data ?? []

  function close(): void {
    setOpen(false)
    setTyped('')
  }
  function pick(unit: Unit): void {
    close()
    onPick(unit)
  }
  function onKeyDown(event: React.KeyboardEvent): void {
    // These keys belong to the input method while it is at work.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const next = active + (event.key === 'ArrowDown' ? 1 : -1)
      const bounded = Math.max(0, Math.min(units.length - 1, next))
      setActive(bounded)
      document.getElementById(`${id}-${bounded}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && open && units[active]) {
      event.preventDefault()
      pick(units[active])
    } else if (event.key === 'Escape') {
      close()
    }
  }
  return (
    <div className="unit-picker">
      <label htmlFor={id} className="unit-picker-label">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && units[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={open ? '名称、简称或拼音首字母' : placeholder}
        value={open ? typed : (value?.name ?? '')}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} className="unit-picker-list" hidden={!open}>
        {units.map((unit, index) => (
          <li
            key={unit.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setActive(index)}
            onClick={() => {
              pick(unit)
              input.current?.blur()
            }}
          >
            {unit.name}
          </li>
        ))}
        {open && units.length === 0 && (
          <li className="quiet" role="option" aria-selected="false" aria-disabled="true">
            {found.isFetching ? '正在查找…' : '没有找到这样的单位'}
          </li>
        )}
      </ul>
    </div>
  )
}
