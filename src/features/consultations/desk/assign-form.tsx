import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { type QuestionView, assignQuestion, listExperts } from '../contract.ts'

export interface SheetPart {
  campaign: string
  question: QuestionView
  onChanged: () => void
}

export function AssignForm(props: SheetPart & { fields: { value: string; label: string }[] }) {
  const { campaign, question, fields, onChanged } = props
  const [field, setField] = useState(question.field)
  const [expert, setExpert] = useState(question.expert?.id ?? '')
  const experts = useQuery({
    queryKey: ['consultations', campaign, 'experts'],
    queryFn: () => callApi(listExperts, { params: { campaign } }),
  })
  const assign = useMutation({
    mutationFn: () =>
      callApi(assignQuestion, {
        params: { campaign, question: question.id },
        body: { field, expert: expert || null },
      }),
    onSuccess: (now) => {
      notify(now.expert ? `已分派给${now.expert.name}。` : '已保存，暂未分派专家。')
      onChanged()
    },
  })
  const same = field === question.field && expert === (question.expert?.id ?? '')
  function send(event: FormEvent): void {
    event.preventDefault()
    if (!same && !assign.isPending) assign.mutate()
  }
  return (
    <form className="card consultations-line" onSubmit={send}>
      <Field label="领域">
        {(ids) => (
          <select {...ids} className="input" value={field} onChange={(event) => setField(event.target.value)}>
            {fields.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="专家"
        error={assign.error?.message}
        help={experts.data?.items.length === 0 ? '还没有专家账号，请管理员授予“专家”角色。' : undefined}
      >
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={expert}
            onChange={(event) => setExpert(event.target.value)}
          >
            <option value="">未分派</option>
            {experts.data?.items.map((one) => (
              <option key={`${one.id} ${one.unit.code}`} value={one.id}>
                {one.name}（{one.unit.name}）
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" className="button" disabled={same || assign.isPending}>
        分派
      </button>
    </form>
  )
}
