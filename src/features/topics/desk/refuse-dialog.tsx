import { type FormEvent, useState } from 'react'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'

/** The author reads reason and note as they stand here. */
export function RefuseDialog(props: {
  refusals: { value: string; label: string }[]
  error: string | undefined
  busy: boolean
  onRefuse: (refusal: string, note: string) => void
  onClose: () => void
}) {
  const [refusal, setRefusal] = useState('')
  const [note, setNote] = useState('')
  function send(event: FormEvent): void {
    event.preventDefault()
    if (refusal && !props.busy) props.onRefuse(refusal, note.trim())
  }
  return (
    <Dialog title="不予发布" onClose={props.onClose}>
      <form className="stack" onSubmit={send}>
        <fieldset className="topics-refusals">
          <legend>原因（作者能看到）</legend>
          {props.refusals.map((one, index) => (
            <label key={one.value}>
              <input
                type="radio"
                name="refusal"
                value={one.value}
                checked={refusal === one.value}
                {...(index === 0 ? { 'data-first-focus': true } : {})}
                onChange={() => setRefusal(one.value)}
              />
              {one.label}
            </label>
          ))}
        </fieldset>
        <Field label="补充说明（可不填，作者能看到）" error={props.error}>
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <p className="quiet">不予发布的作品不计入统计；改为发布后重新计入。</p>
        <button type="submit" className="button button-primary" disabled={!refusal || props.busy}>
          不予发布
        </button>
      </form>
    </Dialog>
  )
}
