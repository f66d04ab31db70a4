import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Field } from '../../../platform/web/field.tsx'
import './settle-form.css'

/** The note that settles a doubt; `settle` sends it. */
export function SettleForm({
  placeholder,
  settle,
  onSettled,
}: {
  placeholder: string
  settle: (note: string) => Promise<unknown>
  onSettled: () => void
}) {
  const [note, setNote] = useState('')
  const sending = useMutation({ mutationFn: () => settle(note.trim()), onSuccess: onSettled })
  const ready = note.trim().length >= 2
  function send(event: FormEvent): void {
    event.preventDefault()
    if (ready && !sending.isPending) sending.mutate()
  }
  return (
    <form className="settle-form" onSubmit={send}>
      <Field label="核实情况" error={sending.error?.message}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={500}
            placeholder={placeholder}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={!ready || sending.isPending}>
        办结
      </button>
    </form>
  )
}
