import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { When } from '../../../platform/web/when.tsx'
import { readFeedback } from '../contract.ts'
import { readReceipts } from './remembered-receipts.ts'

export function FindAnswer() {
  const [known] = useState(readReceipts)
  const [receipt, setReceipt] = useState(known[0] ?? '')
  const find = useMutation({
    mutationFn: (wanted: string) => callApi(readFeedback, { params: { receipt: wanted } }),
  })
  const problem =
    find.error instanceof ApiProblem && find.error.status === 404
      ? '没有这个回执号，请核对。'
      : find.error?.message
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (receipt.trim()) find.mutate(receipt.trim().toUpperCase())
      }}
    >
      <Field label="回执号" error={problem}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={40}
            autoCapitalize="characters"
            list={known.length > 0 ? 'known-receipts' : undefined}
            value={receipt}
            onChange={(event) => setReceipt(event.target.value)}
          />
        )}
      </Field>
      <datalist id="known-receipts">
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div>
        <button type="submit" className="button button-primary" aria-disabled={find.isPending}>
          查询
        </button>
      </div>
      {find.data && (
        <div className="stack" role="status">
          <div>
            <p className="quiet">
              您在 <When at={find.data.sentAt} /> 提出：
            </p>
            <p className="feedback-text">{find.data.content}</p>
          </div>
          {find.data.answer ? (
            <div className="notice notice-green">
              <p className="quiet">答复（{find.data.answeredAt && <When at={find.data.answeredAt} />}）：</p>
              <p className="feedback-text">{find.data.answer}</p>
            </div>
          ) : (
            <p className="notice">已收到，还没有答复。</p>
          )}
        </div>
      )}
    </form>
  )
}
