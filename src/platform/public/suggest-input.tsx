/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'

export interface Suggestion {
  key: string
  text: string
}

export interface SuggestInputProps {
  id: string
  label: string
  text: string
  onText: (text: string) => void
  onPick: (one: Suggestion) => void
  onLeave?: (offered: Suggestion[]) => void
  /** What a typed text may mean; for an empty one, what to choose from at once. */
  suggest: (text: string) => Promise<Suggestion[]> | Suggestion[]
  /** Said in place of an empty list; without it there is none. */
  nothing?: string
  placeholder?: string
  notes?: string | undefined
  invalid?: boolean
  maxLength?: number
}

const pauseMs = 150

/** A text field that suggests while somebody types (ARIA combobox); for keyboard, mouse and thumb. */
export function SuggestInput(props: SuggestInputProps) {
  const { id, label, text, suggest, nothing, notes } = props
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [offered, setOffered] = useState<Suggestion[]>([])
  const asked = useRef(0)
  /** Typing has gone on since the list came. */
  const stale = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  async function ask(wanted: string): Promise<void> {
    const number = (asked.current += 1)
    const found = await suggest(wanted.trim())
    // An answer that was overtaken by further typing is of no use.
    if (number !== asked.current) return
    stale.current = false
    setOffered(found)
    setActive(-1)
    setOpen(true)
  }
  function onInput(typed: string): void {
    props.onText(typed)
    stale.current = true
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void ask(typed), typed.trim() ? pauseMs : 0)
  }
  function close(): void {
    clearTimeout(timer.current)
    asked.current += 1
    setOpen(false)
  }
  function pick(one: Suggestion): void {
    close()
    props.onPick(one)
  }
  function onKeyDown(event: KeyboardEvent): void {
    const chooses = ['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)
    // Nobody shall choose from a list that answers an earlier text.
    if (chooses && open && stale.current) return event.preventDefault()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return void ask(text)
      const next = active + (event.key === 'ArrowDown' ? 1 : -1)
      const bounded = Math.max(0, Math.min(offered.length - 1, next))
      setActive(bounded)
      document.getElementById(`${id}-${bounded}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && open) {
      // With one suggestion, or after arrows, Enter takes it; it never sends the form from an open list.
      event.preventDefault()
      const one = offered[active] ?? (offered.length === 1 ? offered[0] : undefined)
      if (one) pick(one)
      else close()
    } else if (event.key === 'Escape') close()
  }
  const shown = open && (offered.length > 0 || (nothing !== undefined && text.trim() !== ''))
  return (
    <div class="suggest-input">
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && offered[active] ? `${id}-${active}` : undefined}
        aria-invalid={props.invalid ? true : undefined}
        aria-describedby={notes}
        autocomplete="off"
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        value={text}
        onInput={(event) => onInput(event.currentTarget.value)}
        onFocus={() => void ask(text)}
        onBlur={() => {
          close()
          props.onLeave?.(offered)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggest-list" hidden={!shown}>
        {offered.map((one, index) => (
          <li
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field keeps the focus, or its blur would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(one)}
          >
            {one.text}
          </li>
        ))}
        {offered.length === 0 && (
          <li class="quiet" role="option" aria-selected={false} aria-disabled="true">
            {nothing}
          </li>
        )}
      </ul>
    </div>
  )
}
