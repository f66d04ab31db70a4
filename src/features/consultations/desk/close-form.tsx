import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { closeQuestion } from '../contract.ts'
import type { SheetPart } from './assign-form.tsx'

/** A question that is not answered gets a reason, and may be taken up again. */
export function CloseForm({ campaign, question, onChanged }: SheetPart) {
  const [reason, setReason] = useState('')
  const close = useMutation({
    mutationFn: (why: string | null) =>
      callApi(closeQuestion, { params: { campaign, question: question.id }, body: { reason: why } }),
    onSuccess: (now) => {
      notify(now.state === 'closed' ? '已结束，提问者能看到原因。' : '已恢复。')
      onChanged()
    },
  })
  if (question.state === 'closed')
    return (
      <div>
        <button
          type="button"
          className="button"
          disabled={close.isPending}
          onClick={() => close.mutate(null)}
        >
          恢复，继续答复
        </button>
      </div>
    )
  function send(event: FormEvent): void {
    event.preventDefault()
    if (reason.trim().length >= 2 && !close.isPending) close.mutate(reason.trim())
  }
  return (
    <details className="card">
      <summary>不予答复</summary>
      <form className="consultations-line" onSubmit={send}>
        <Field label="原因（提问者能看到）" error={close.error?.message}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={500}
              placeholder="如：属于投诉举报，请拨打 12350"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button" disabled={reason.trim().length < 2 || close.isPending}>
          结束
        </button>
      </form>
    </details>
  )
}
