import { useState } from 'react'
import { Optional } from '../../clippings/desk/optional.tsx'
import { Field } from '../../../platform/web/field.tsx'

/** Yuan; what is being typed (「12.」) is kept as typed. */
export function AmountInput({
  value,
  error,
  onChange,
}: {
  value: number | null
  error: string | undefined
  onChange: (value: number | null) => void
}) {
  const [text, setText] = useState(value === null ? '' : String(value))
  return (
    <Field label={<Optional>罚没金额（元）</Optional>} error={error}>
      {(ids) => (
        <input
          {...ids}
          className="input digits"
          style={{ maxWidth: '14rem' }}
          inputMode="decimal"
          value={text}
          onChange={(event) => {
            const typed = event.target.value.normalize('NFKC').replace(/[^\d.]/g, '')
            setText(typed)
            const amount = Number(typed)
            onChange(typed === '' || Number.isNaN(amount) ? null : Math.round(amount * 100) / 100)
          }}
        />
      )}
    </Field>
  )
}
