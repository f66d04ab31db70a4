import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { sendFeedback } from '../contract.ts'
import { rememberReceipt } from './remembered-receipts.ts'

export function WriteFeedback({ onLookUp, onClose }: { onLookUp: () => void; onClose: () => void }) {
  const [content, setContent] = useState('')
  const [contact, setContact] = useState('')
  const [tooShort, setTooShort] = useState(false)
  const send = useMutation({
    mutationFn: () =>
      callApi(sendFeedback, {
        body: {
          page: window.location.pathname,
          content: content.trim(),
          ...(contact.trim() ? { contact: contact.trim() } : {}),
        },
      }),
    onSuccess: (reply) => rememberReceipt(reply.receipt),
  })

  if (send.data) {
    return (
      <div className="stack" role="status">
        <p className="notice notice-green">
          已收到。回执号 <b className="feedback-receipt">{send.data.receipt}</b>
        </p>
        <p>凭回执号可在「查询答复」里看到答复；本机已记住这个号码。</p>
        <div className="row">
          <button type="button" className="button button-primary" onClick={onClose}>
            好的
          </button>
          <button type="button" className="button" onClick={onLookUp}>
            查询答复
          </button>
        </div>
      </div>
    )
  }
  const fieldError = send.error instanceof ApiProblem ? send.error.errors[0]?.message : undefined
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTooShort(content.trim().length < 2)
        if (content.trim().length >= 2 && !send.isPending) send.mutate()
      }}
    >
      <Field
        label="意见或投诉"
        help="哪里不好用、要求重复报、报得太多，都可以说。会附上您所在的页面地址。"
        error={tooShort ? '请写明意见。' : fieldError}
      >
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={5}
            maxLength={2000}
            value={content}
            onChange={(event) => setContent(event.target.value)}
          />
        )}
      </Field>
      <Field label="联系方式（可不填）">
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={100}
            value={contact}
            onChange={(event) => setContact(event.target.value)}
          />
        )}
      </Field>
      {send.error && !fieldError && (
        <p className="field-error" role="alert">
          {send.error.message}
        </p>
      )}
      <div>
        <button type="submit" className="button button-primary" aria-disabled={send.isPending}>
          {send.isPending ? '正在发送…' : '发送'}
        </button>
      </div>
    </form>
  )
}
