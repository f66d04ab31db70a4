/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import type { findPublicUnits } from '../contract.ts'

export interface NamedUnit {
  code: string
  name: string
}

export interface UnitGroup {
  label: string
  units: NamedUnit[]
}

export interface UnitInputProps {
  campaign: string
  label: string
  /** What to choose from without typing, `groupPublicUnits`. */
  groups: UnitGroup[]
  value: NamedUnit | null
  onPick: (unit: NamedUnit | null) => void
  /** Name of the form's field; it carries the unit's code. */
  name?: string
  error?: string | undefined
  help?: string
}

/**
 * The county or department that a citizen names: typed with suggestions (names, pinyin initials, typing errors). Drawn
 * by the server it is a list to choose from, which is also what a phone without JavaScript keeps.
 */
export function UnitInput(props: UnitInputProps) {
  const { name = 'unit', label, error, help } = props
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  const id = `unit-input-${name}`
  const notes = [...(help ? [`${id}-help`] : []), ...(error ? [`${id}-error`] : [])].join(' ') || undefined
  return (
    <div class="field unit-input">
      <label for={id}>{label}</label>
      {help && (
        <p class="quiet" id={`${id}-help`}>
          {help}
        </p>
      )}
      {live ? (
        <TypedUnit {...props} id={id} notes={notes} />
      ) : (
        <UnitSelect {...props} id={id} notes={notes} />
      )}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

interface PartProps extends UnitInputProps {
  id: string
  notes: string | undefined
}

function UnitSelect({ id, notes, groups, value, name = 'unit' }: PartProps) {
  return (
    <select id={id} name={name} required aria-describedby={notes}>
      <option value="">请选择</option>
      {groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.units.map((unit) => (
            <option key={unit.code} value={unit.code} selected={unit.code === value?.code}>
              {unit.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

const pauseMs = 150

function TypedUnit({ id, notes, campaign, groups, label, value, onPick, error, name = 'unit' }: PartProps) {
  const [typed, setTyped] = useState(value?.name ?? '')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const first = groups[0]?.units ?? []
  const [found, setFound] = useState(first)
  const asked = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(value?.name ?? ''), [value?.code])

  function search(text: string): void {
    clearTimeout(timer.current)
    const number = (asked.current += 1)
    const show = (units: NamedUnit[]) => {
      // An answer that was overtaken by further typing is of no use.
      if (number !== asked.current) return
      setFound(units)
      setActive(0)
    }
    if (!text) return show(first)
    timer.current = setTimeout(() => {
      fetchJson<typeof findPublicUnits>('GET', `/api/public/${campaign}/units?q=${encodeURIComponent(text)}`)
        .then(({ items }) => show(items))
        .catch(() => show(findHere(groups, text)))
    }, pauseMs)
  }
  function pick(unit: NamedUnit): void {
    clearTimeout(timer.current)
    asked.current += 1
    setTyped(unit.name)
    setOpen(false)
    setFound(first)
    onPick(unit)
  }
  function onInput(text: string): void {
    setTyped(text)
    setOpen(true)
    if (value) onPick(null)
    search(text.trim())
  }
  function onBlur(): void {
    setOpen(false)
    const exact = [...found, ...groups.flatMap((group) => group.units)].find(
      (one) => one.name === typed.trim(),
    )
    if (!value && exact) pick(exact)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const next = open ? active + (event.key === 'ArrowDown' ? 1 : -1) : 0
      const bounded = Math.max(0, Math.min(found.length - 1, next))
      setActive(bounded)
      document.getElementById(`${id}-${bounded}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && open && found[active]) {
      event.preventDefault()
      pick(found[active])
    } else if (event.key === 'Escape') setOpen(false)
  }
  return (
    <div class="unit-input-box">
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes}
        autocomplete="off"
        placeholder="名称或拼音首字母"
        value={typed}
        onInput={(event) => onInput(event.currentTarget.value)}
        onFocus={() => setOpen(!value)}
        onClick={() => setOpen(true)}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
      />
      <input type="hidden" name={name} value={value?.code ?? ''} />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="unit-input-list" hidden={!open}>
        {found.map((unit, index) => (
          <li
            key={unit.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field keeps the focus, or its blur would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(unit)}
          >
            {unit.name}
          </li>
        ))}
        {found.length === 0 && (
          <li class="quiet" role="option" aria-selected={false} aria-disabled="true">
            没有找到，请输入县（市、区）或者部门的名称
          </li>
        )}
      </ul>
    </div>
  )
}

/** Without a network, what the page itself knows. */
function findHere(groups: UnitGroup[], text: string): NamedUnit[] {
  return groups
    .flatMap((group) => group.units)
    .filter((unit) => unit.name.includes(text))
    .slice(0, 10)
}
