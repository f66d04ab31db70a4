import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { When } from '../../../platform/web/when.tsx'
import { type ModeratedEntry, selectEntry, unselectEntry } from '../contract.ts'

/** 入选: chosen by people for a reason that everybody reads; likes have no weight. */
export function EntrySelection(props: { campaign: string; entry: ModeratedEntry; onChanged: () => void }) {
  const { entry, onChanged } = props
  const params = { campaign: props.campaign, entry: entry.id }
  const [reason, setReason] = useState('')
  const done = (text: string) => ({
    onSuccess: () => {
      notify(text)
      onChanged()
    },
  })
  const select = useMutation({
    mutationFn: () => callApi(selectEntry, { params, body: { reason: reason.trim() } }),
    ...done('已入选。'),
  })
  const unselect = useMutation({
    mutationFn: () => callApi(unselectEntry, { params }),
    ...done('已取消入选。'),
  })
  if (entry.selected)
    return (
      <div className="notice notice-green">
        <p>
          ★ 已入选：{entry.selected.reason}（{entry.selected.by}，<When at={entry.selected.at} />）
        </p>
        <button
          type="button"
          className="button button-small"
          disabled={unselect.isPending}
          onClick={() => unselect.mutate()}
        >
          取消入选
        </button>
      </div>
    )
  function send(event: FormEvent): void {
    event.preventDefault()
    if (reason.trim().length >= 2 && !select.isPending) select.mutate()
  }
  return (
    <form className="card topics-select" onSubmit={send}>
      <Field label="入选理由" help="与作品一起公开。由人选定，不按点赞数。" error={select.error?.message}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={reason.trim().length < 2 || select.isPending}>
        入选
      </button>
    </form>
  )
}
