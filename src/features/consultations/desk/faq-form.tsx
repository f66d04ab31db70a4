import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { hideFaq, publishFaq } from '../contract.ts'
import type { SheetPart } from './assign-form.tsx'

/** For everybody to read: worded anew where the question would tell who asked. */
export function FaqForm({ campaign, question, onChanged }: SheetPart) {
  const params = { campaign, question: question.id }
  const [title, setTitle] = useState(question.faq?.title ?? question.title)
  const [text, setText] = useState(question.faq?.question ?? question.body)
  const done = (words: string) => ({
    onSuccess: () => {
      notify(words)
      onChanged()
    },
  })
  const publish = useMutation({
    mutationFn: () => callApi(publishFaq, { params, body: { title, question: text } }),
    ...done('已公开到问答。'),
  })
  const hide = useMutation({ mutationFn: () => callApi(hideFaq, { params }), ...done('已从问答撤下。') })
  if (!question.mayPublish)
    return <p className="notice">提问者没有同意公开，这个问题和答复只有提问者能看到。</p>
  function send(event: FormEvent): void {
    event.preventDefault()
    if (!publish.isPending) publish.mutate()
  }
  return (
    <form className="card stack" onSubmit={send}>
      <h3>公开到问答{question.faq && '（已公开）'}</h3>
      <p className="quiet">提问者的称呼、单位和附件不会公开。如果问题里写了人名、厂名，请在这里改掉。</p>
      <Field label="标题">
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={60}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="问题" error={publish.error?.message}>
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={4}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <button type="submit" className="button" disabled={publish.isPending}>
          {question.faq ? '保存' : '公开'}
        </button>
        {question.faq && (
          <button type="button" className="button" disabled={hide.isPending} onClick={() => hide.mutate()}>
            撤下
          </button>
        )}
      </div>
    </form>
  )
}
