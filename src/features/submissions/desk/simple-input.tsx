import type { SimpleField } from '../../campaign/definition.ts'
import type { InputIds } from './field-frame.tsx'
import { useReport } from './report-context.ts'

/** Types of the browser's own, so that a phone shows the right keyboard and date wheel. */
export function SimpleInput({
  field,
  ids,
  value,
  onChange,
}: {
  field: SimpleField
  ids: InputIds
  value: string | number | null
  onChange: (value: string | number | null) => void
}) {
  const { saveSoon } = useReport()
  const text = value === null ? '' : String(value)
  const common = { ...ids, className: 'input', onBlur: saveSoon }
  if (field.type === 'long-text') {
    return (
      <>
        <textarea
          {...common}
          className="input report-long-text"
          rows={Math.min(14, Math.max(4, text.split('\n').length + 1))}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
        {text.length > field.maxLength * 0.8 && (
          <div className="field-help digits">
            {text.trim().length} / {field.maxLength} 字
          </div>
        )}
      </>
    )
  }
  if (field.type === 'choice') {
    return (
      <select {...common} value={text} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">请选择</option>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  if (field.type === 'whole-number') {
    return (
      <input
        {...common}
        className="input digits report-number"
        inputMode="numeric"
        value={text}
        onChange={(event) => onChange(readWholeNumber(event.target.value))}
      />
    )
  }
  const kind = {
    text: { type: 'text' },
    mobile: { type: 'tel', inputMode: 'tel' as const, maxLength: 20 },
    phone: { type: 'tel', inputMode: 'tel' as const, maxLength: 40 },
    email: { type: 'email', inputMode: 'email' as const, autoCapitalize: 'none' },
    date: { type: 'date' },
  }[field.type]
  return <input {...common} {...kind} value={text} onChange={(event) => onChange(event.target.value)} />
}

/** Digits as typed on Chinese and full-width keyboards; blank is null and not zero. */
export function readWholeNumber(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').slice(0, 12)
  return digits === '' ? null : Number(digits)
}
