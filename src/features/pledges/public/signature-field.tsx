/** @jsxImportSource preact */
import { useEffect } from 'preact/hooks'
import { isSignature } from '../../certificates/signature.ts'
import { SignaturePad, type Stroke } from './signature-pad.tsx'

export type SignatureValue = { kind: 'typed'; name: string } | { kind: 'drawn'; strokes: Stroke[] }

export function findSignatureError(value: SignatureValue): string | null {
  if (value.kind === 'typed') return value.name.trim().length >= 2 ? null : '请输入姓名。'
  return isSignature(value.strokes) ? null : '请在框内签下姓名，或者改为输入姓名。'
}

/** Drawn with finger, pen or mouse; typed by keyboard, by readers of the screen, and by old browsers. */
export function SignatureField({
  value,
  onChange,
  error,
}: {
  value: SignatureValue
  onChange: (value: SignatureValue) => void
  error: string | undefined
}) {
  useEffect(() => {
    // Without pointer events (Safari 12) nothing can be drawn.
    if (!('PointerEvent' in window)) onChange({ kind: 'typed', name: '' })
  }, [])
  const choice = (kind: 'drawn' | 'typed', label: string) => (
    <label>
      <input
        type="radio"
        name="signature-kind"
        checked={value.kind === kind}
        onChange={() => onChange(kind === 'typed' ? { kind, name: '' } : { kind, strokes: [] })}
      />
      {label}
    </label>
  )
  return (
    <fieldset class="field signature-field">
      <legend>签名</legend>
      <div class="signature-kinds">
        {choice('drawn', '手写签名')}
        {choice('typed', '输入姓名')}
      </div>
      {value.kind === 'drawn' ? (
        <SignaturePad
          strokes={value.strokes}
          onChange={(strokes) => onChange({ kind: 'drawn', strokes })}
          notes={error ? 'signature-error' : undefined}
        />
      ) : (
        <input
          id="signature"
          type="text"
          aria-label="姓名"
          autocomplete="name"
          maxLength={40}
          value={value.name}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'signature-error' : undefined}
          onInput={(event) => onChange({ kind: 'typed', name: event.currentTarget.value })}
        />
      )}
      {error && (
        <p class="field-error" id="signature-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
