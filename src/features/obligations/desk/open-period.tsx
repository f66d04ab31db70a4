import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useUser } from '../../../platform/web/session.ts'
import { serverNow } from '../../../platform/web/use-now.ts'
import { openObligation } from '../contract.ts'

/** 及时报送: tasks without fixed periods, one button each. */
export function OpenPeriod() {
  const { definition, key } = useCampaign()
  const [task, setTask] = useState<string | null>(null)
  const tasks = definition?.tasks.filter((one) => one.schedule.kind === 'as-needed') ?? []
  if (tasks.length === 0 || !key) return null
  const chosen = tasks.find((one) => one.key === task)
  return (
    <div className="row">
      {tasks.map((one) => (
        <button key={one.key} type="button" className="button" onClick={() => setTask(one.key)}>
          新报一次{one.shortTitle}
        </button>
      ))}
      {chosen && (
        <OpenDialog campaign={key} task={chosen.key} title={chosen.title} onClose={() => setTask(null)} />
      )}
    </div>
  )
}

function OpenDialog(props: { campaign: string; task: string; title: string; onClose: () => void }) {
  const navigate = useNavigate()
  const unit = useUser().grants[0]!.unit.code
  const [date, setDate] = useState(() => dateOf(serverNow()))
  const [title, setTitle] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (title.trim().length < 2) return setError('请写活动名称，至少两个字。')
    setBusy(true)
    try {
      const opened = await callApi(openObligation, {
        params: { campaign: props.campaign, task: props.task },
        query: { unit },
        body: { date, title },
      })
      await navigate({ to: '/tasks/$obligation', params: { obligation: opened.id } })
    } catch (problem) {
      setError(problem instanceof ApiProblem ? problem.message : '没有成功，请重试。')
      setBusy(false)
    }
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="stack" onSubmit={(event) => void open(event)} noValidate>
        <Field label="活动日期">
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="date"
              value={date}
              onChange={(event) => setDate(event.target.value)}
            />
          )}
        </Field>
        <Field label="活动名称" error={error}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={100}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button button-primary" disabled={busy}>
          开始填报
        </button>
      </form>
    </Dialog>
  )
}
