/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import { SuggestInput, type Suggestion } from '../../../platform/public/suggest-input.tsx'
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
    <div class="field">
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

function TypedUnit({ id, notes, campaign, groups, label, value, onPick, error, name = 'unit' }: PartProps) {
  const [typed, setTyped] = useState(value?.name ?? '')
  useEffect(() => {
    if (value) setTyped(value.name)
  }, [value?.code])
  const pick = (one: Suggestion) => {
    setTyped(one.text)
    onPick({ code: one.key, name: one.text })
  }
  return (
    <>
      <SuggestInput
        id={id}
        label={label}
        placeholder="名称或拼音首字母"
        nothing="没有找到，请输入县（市、区）或者部门的名称"
        text={typed}
        notes={notes}
        invalid={error !== undefined}
        suggest={(text) => findUnits(campaign, groups, text)}
        onText={(text) => {
          setTyped(text)
          if (value) onPick(null)
        }}
        onPick={pick}
        onLeave={(offered) => {
          const known = [...offered, ...groups.flatMap((group) => group.units.map(toSuggestion))]
          const exact = known.find((one) => one.text === typed.trim())
          if (!value && exact) pick(exact)
        }}
      />
      <input type="hidden" name={name} value={value?.code ?? ''} />
    </>
  )
}

/** Without typing the counties; without a network what the page itself knows. */
async function findUnits(campaign: string, groups: UnitGroup[], text: string): Promise<Suggestion[]> {
  const known = groups.flatMap((group) => group.units)
  if (!text || known.some((unit) => unit.name === text)) return (groups[0]?.units ?? []).map(toSuggestion)
  try {
    const path = `/api/public/${campaign}/units?q=${encodeURIComponent(text)}`
    return (await fetchJson<typeof findPublicUnits>('GET', path)).items.map(toSuggestion)
  } catch {
    return known.filter((unit) => unit.name.includes(text)).map(toSuggestion)
  }
}

function toSuggestion({ code, name }: NamedUnit): Suggestion {
  return { key: code, text: name }
}
