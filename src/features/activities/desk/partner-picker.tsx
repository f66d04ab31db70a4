import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { matchUnits } from '../../org/rules.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { listPartners } from '../contract.ts'
import { usePartners } from './use-recording.ts'

/** Co-organisers by name, short name or pinyin; works from the directory that the device keeps. */
export function PartnerPicker({
  campaign,
  own,
  value,
  error,
  onChange,
}: {
  campaign: string
  /** The recording unit itself cannot be its own partner. */
  own: string
  value: string[]
  error: string | undefined
  onChange: (codes: string[]) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const directory = usePartners(campaign).data
  // Only a directory too large for the device is searched on the server.
  const searched = useQuery({
    queryKey: ['partners', campaign, wanted],
    queryFn: () => callApi(listPartners, { params: { campaign }, query: { q: wanted } }),
    enabled: directory?.more === true && wanted.length > 0,
  }).data
  const units = [...(directory?.items ?? []), ...(searched?.items ?? [])]
  const nameOf = (code: string) => units.find((one) => one.code === code)?.name ?? code
  const found = wanted
    ? matchUnits(units, wanted, 12).filter(
        (one, index, all) =>
          one.code !== own &&
          !value.includes(one.code) &&
          all.findIndex((other) => other.code === one.code) === index,
      )
    : []

  function add(code: string): void {
    onChange([...value, code])
    setTyped('')
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        联合单位<span className="optional">（选填）</span>
      </label>
      <div className="field-help">联合举办只记一次，合计不重复计；各单位的台账里都能看到。</div>
      {value.length > 0 && (
        <ul className="chips" aria-label="已选的联合单位">
          {value.map((code) => (
            <li key={code}>
              <span className="chip">{nameOf(code)}</span>
              <button
                type="button"
                className="chip-remove"
                aria-label={`移除 ${nameOf(code)}`}
                onClick={() => onChange(value.filter((one) => one !== code))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        className="input"
        autoComplete="off"
        placeholder="名称、简称或拼音首字母"
        value={typed}
        aria-invalid={error ? true : undefined}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !found[0]) return
          event.preventDefault()
          add(found[0].code)
        }}
      />
      {wanted && (
        <ul className="partner-found" aria-label="找到的单位">
          {found.map((one) => (
            <li key={one.code}>
              <button type="button" className="partner-choice" onClick={() => add(one.code)}>
                ＋ {one.name}
              </button>
            </li>
          ))}
          {found.length === 0 && <li className="quiet">没有找到这样的单位。</li>}
        </ul>
      )}
      {error && <div className="field-error">{error}</div>}
    </div>
  )
}
