/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'

/** A label, its input (`children`, with `name` as its id) and the sentence about what is wrong with it. */
export function FormField({
  name,
  label,
  error,
  children,
}: {
  name: string
  label: string
  error: string | undefined
  children: ComponentChildren
}) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children}
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
