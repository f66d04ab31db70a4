import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { queryClient } from '../../../platform/web/query-client.ts'
import { type FeedbackView, answerFeedback } from '../contract.ts'

/** An answer cannot be taken back, so the form says so before it is sent. */
export function FeedbackAnswer({ item, onCancel }: { item: FeedbackView; onCancel: () => void }) {
  const [answer, setAnswer] = useState('')
  const [tooShort, setTooShort] = useState(false)
  const send = useMutation({
    mutationFn: () => callApi(answerFeedback, { params: { id: item.id }, body: { answer: answer.trim() } }),
    onSuccess: async () => {
      notify('已答复，提出人凭回执号可以看到。')
      await queryClient.invalidateQueries({ queryKey: ['feedback'] })
    },
  })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const short = answer.trim().length < 2
        setTooShort(short)
        if (!short && !send.isPending) send.mutate()
      }}
    >
      <Field
        label="答复"
        help="发出后不能修改。提出人凭回执号看到全文。"
        error={tooShort ? '请写明答复。' : send.error?.message}
      >
        {(ids) => (
          <textarea
            {...ids}
            autoFocus
            className="input"
            rows={4}
            maxLength={2000}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <button type="submit" className="button button-primary" aria-disabled={send.isPending}>
          {send.isPending ? '正在发出…' : '发出答复'}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          先不答复
        </button>
      </div>
    </form>
  )
}
