import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { sayClock, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type SessionView, cancelSession, holdSession } from '../contract.ts'

export function SessionCard(props: {
  campaign: string
  session: SessionView
  onEdit: () => void
  onChanged: () => void
}) {
  const { session, onChanged } = props
  const params = { campaign: props.campaign, session: session.id }
  const now = useNow()
  const begun = new Date(session.startsAt) <= now
  const [asking, setAsking] = useState(false)
  const [people, setPeople] = useState(String(session.participants ?? ''))
  const done = (words: string) => ({
    onSuccess: () => {
      notify(words)
      setAsking(false)
      onChanged()
    },
  })
  const cancel = useMutation({
    mutationFn: () => callApi(cancelSession, { params }),
    ...done('已取消这一场。'),
  })
  const hold = useMutation({
    mutationFn: () => callApi(holdSession, { params, body: { participants: Number(people) } }),
    ...done('已登记，计入统计。'),
  })
  function send(event: FormEvent): void {
    event.preventDefault()
    if (/^\d+$/.test(people) && !hold.isPending) hold.mutate()
  }
  const open = !session.cancelledAt && !session.heldAt
  return (
    <article className="card stack">
      <div>
        <h2>{session.title}</h2>
        <p>
          {sayInstantWithWeekday(session.startsAt, now)}–{sayClock(session.endsAt)} · {session.expert}
        </p>
        <p className="quiet">
          {session.unit.name}主办 · 已约 {session.booked} / {session.seats} · {stateOf(session, begun)}
        </p>
      </div>
      {!session.cancelledAt && begun && (
        <form className="consultations-line" onSubmit={send}>
          <Field label="参加人数" help="计入主办单位：1 场，以及这里填的人次。" error={hold.error?.message}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                inputMode="numeric"
                maxLength={7}
                value={people}
                onChange={(event) => setPeople(event.target.value.trim())}
              />
            )}
          </Field>
          <button
            type="submit"
            className="button"
            disabled={!/^\d+$/.test(people) || Number(people) === session.participants || hold.isPending}
          >
            {session.heldAt ? '更正人数' : '登记已举行'}
          </button>
        </form>
      )}
      {open && (
        <div className="row">
          <button type="button" className="button" onClick={props.onEdit}>
            修改
          </button>
          {asking ? (
            <>
              <span>取消后不能恢复，已约的 {session.booked} 人会在页面上看到。</span>
              <button
                type="button"
                className="button"
                disabled={cancel.isPending}
                onClick={() => cancel.mutate()}
              >
                确定取消
              </button>
              <button type="button" className="link-button" onClick={() => setAsking(false)}>
                不取消
              </button>
            </>
          ) : (
            <button type="button" className="button" onClick={() => setAsking(true)}>
              取消这一场
            </button>
          )}
          {cancel.error && <span className="danger-text">{cancel.error.message}</span>}
        </div>
      )}
    </article>
  )
}

function stateOf({ cancelledAt, heldAt, participants }: SessionView, begun: boolean): string {
  if (cancelledAt) return '已取消'
  if (heldAt) return `已举行，${participants} 人参加`
  return begun ? '已开始，待登记' : '未开始'
}
