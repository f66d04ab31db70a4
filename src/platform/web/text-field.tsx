import type { ReactNode } from 'react'
import { Field } from './field.tsx'

/** A field of words: one line, or `rows` lines. */
export function TextField({
  label,
  help,
  error,
  rows,
  maxLength,
  value,
  onChange,
}: {
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  rows?: number
  maxLength: number
  value: string
  onChange: (value: string) => void
}) {
  return (
    <Field label={label} help={help} error={error}>
      {(ids) => {
        const input = { ...ids, className: 'input', maxLength, value }
        return rows === undefined ? (
          <input {...input} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <textarea {...input} rows={rows} onChange={(event) => onChange(event.target.value)} />
        )
      }}
    </Field>
  )
}
