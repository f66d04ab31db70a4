import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 } from 'uuid'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { campaignTimeZone } from '../../../platform/web/say-time.ts'
import { useUser } from '../../../platform/web/session.ts'
import { type SessionView, saveSession } from '../contract.ts'

const empty = {
  title: '',
  intro: '',
  field: '',
  expert: '',
  day: '',
  from: '15:00',
  to: '16:00',
  seats: '30',
  link: '',
}

export function SessionForm(props: {
  campaign: string
  consultations: ConsultationDefinition[]
  session: SessionView | null
  onDone: () => void
  onCancel: () => void
}) {
  const { campaign, consultations, session } = props
  const own = useUser().grants.find((grant) => grant.role === 'reviewer')?.unit
  const [id] = useState(() => session?.id ?? v7())
  const [unit, setUnit] = useState<{ code: string; name: string } | undefined>(session?.unit ?? own)
  const [key, setKey] = useState(session?.consultation ?? consultations[0]!.key)
  const [said, setSaid] = useState(() => (session ? readSession(session) : empty))
  const save = useMutation({
    mutationFn: () => {
      const zone = campaignTimeZone()
      const instant = (time: string) => instantOfLocal(said.day, time, zone).toISOString()
      const { title, intro, field, expert, link } = said
      return callApi(saveSession, {
        params: { campaign, unit: unit?.code ?? '', session: id },
        body: {
          version: session?.version ?? 0,
          consultation: key,
          title,
          intro,
          field,
          expert,
          link,
          startsAt: instant(said.from),
          endsAt: instant(said.to),
          seats: Number(said.seats),
        },
      })
    },
    onSuccess: () => {
      notify('已保存，公众页面上可以预约。')
      props.onDone()
    },
  })
  const errors = save.error instanceof ApiProblem ? save.error.errors : []
  const errorAt = (path: string) => errors.find((one) => one.path === path)?.message
  const fields = consultations.find((one) => one.key === key)?.fields ?? []
  const ready = said.day && said.from && said.to && said.field && unit && /^\d+$/.test(said.seats)
  function send(event: FormEvent): void {
    event.preventDefault()
    if (ready && !save.isPending) save.mutate()
  }
  const text = (
    name: keyof typeof empty,
    label: string,
    more: { help?: string; type?: string; error?: string } = {},
  ) => (
    <Field label={label} help={more.help} error={errorAt(more.error ?? name)}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          type={more.type ?? 'text'}
          value={said[name]}
          onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <form className="card stack consultations-form" onSubmit={send} noValidate>
      <h2>{session ? '修改线上会诊' : '安排线上会诊'}</h2>
      {!session && <UnitPicker label="主办单位" value={unit} onPick={setUnit} />}
      {!session && consultations.length > 1 && (
        <Field label="栏目">
          {(ids) => (
            <select {...ids} className="input" value={key} onChange={(event) => setKey(event.target.value)}>
              {consultations.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.title}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {text('title', '标题')}
      <Field label="领域" error={errorAt('field')}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={said.field}
            onChange={(event) => setSaid({ ...said, field: event.target.value })}
          >
            <option value="">请选择</option>
            {fields.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {text('expert', '专家怎样称呼', { help: '公开显示，如“市燃气协会高级工程师”。' })}
      <div className="consultations-line">
        {text('day', '日期', { type: 'date', error: 'startsAt' })}
        {text('from', '开始', { type: 'time' })}
        {text('to', '结束', { type: 'time', error: 'endsAt' })}
      </div>
      {text('seats', '名额')}
      {text('link', '会议链接', { help: '只有约好的人能看到；须以 https:// 开头。', type: 'url' })}
      {text('intro', '说明（可不填）')}
      {save.error && errors.length === 0 && (
        <p className="notice notice-danger" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={!ready || save.isPending}>
          保存
        </button>
        <button type="button" className="button" onClick={props.onCancel}>
          不保存
        </button>
      </div>
    </form>
  )
}

function readSession(session: SessionView): typeof empty {
  const zone = campaignTimeZone()
  const [from, to] = [session.startsAt, session.endsAt].map((at) => localOfInstant(new Date(at), zone))
  const { title, intro, field, expert, link } = session
  const times = { day: from!.date, from: from!.time.slice(0, 5), to: to!.time.slice(0, 5) }
  return { title, intro, field, expert, link, ...times, seats: String(session.seats) }
}
