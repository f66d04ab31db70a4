import { Field } from '../../../platform/web/field.tsx'

/** Whose record it is; nothing to choose for most people. */
export function UnitChoice({
  units,
  value,
  onChange,
}: {
  units: { code: string; name: string }[]
  value: string
  onChange: (code: string) => void
}) {
  if (units.length < 2) return null
  return (
    <Field label="单位">
      {(ids) => (
        <select {...ids} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {units.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
