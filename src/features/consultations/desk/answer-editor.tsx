import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { When } from '../../../platform/web/when.tsx'
import { writeAnswer } from '../contract.ts'
import type { SheetPart } from './assign-form.tsx'

/** The answer as a draft or published; what was published stays as an earlier revision. */
export function AnswerEditor({ campaign, question, onChanged }: SheetPart) {
  const [newest] = question.answers
  const [content, setContent] = useState(newest?.content ?? '')
  const write = useMutation({
    mutationFn: (publish: boolean) =>
      callApi(writeAnswer, {
        params: { campaign, question: question.id },
        body: { content, publish, seen: newest?.writtenAt ?? null },
      }),
    onSuccess: (_, publish) => {
      notify(publish ? '已发布，提问者可以看到。' : '草稿已保存。')
      onChanged()
    },
  })
  const unchanged = content.trim() === newest?.content.trim()
  const held = newest?.publishedAt != null && unchanged
  const ready = content.trim().length >= 2 && !write.isPending
  return (
    <div className="card stack">
      <Field
        label="答复"
        help={
          newest ? (
            <>
              {newest.writtenBy} <When at={newest.writtenAt} /> {newest.publishedAt ? '发布' : '存为草稿'}
            </>
          ) : (
            '发布后提问者就能看到；再改会成为新的一版。'
          )
        }
        error={write.error?.message}
      >
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={8}
            maxLength={5000}
            value={content}
            onChange={(event) => setContent(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={!ready || held}
          onClick={() => write.mutate(true)}
        >
          {question.state === 'answered' ? '发布修改' : '发布答复'}
        </button>
        <button
          type="button"
          className="button"
          disabled={!ready || unchanged}
          onClick={() => write.mutate(false)}
        >
          存为草稿
        </button>
      </div>
    </div>
  )
}
