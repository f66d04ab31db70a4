import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { campaignTimeZone, dateOf, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import { type ObligationView, exemptObligation, extendDeadline } from '../contract.ts'

/** One unit's due time or exemption, with the reason that stays visible. */
export function DeadlineDialog({
  campaign,
  obligation,
  onClose,
}: {
  campaign: string
  obligation: ObligationView
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [date, setDate] = useState(() => dateOf(new Date(Date.parse(obligation.dueAt) + 86_400_000)))
  const [time, setTime] = useState('10:00')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const exempt = obligation.state === 'exempted'
  const run = async (said: string, work: () => Promise<unknown>) => {
    if (reason.trim().length < 2) return setError('请写明理由，该单位和上级都能看到。')
    try {
      await work()
      notify(said)
      onClose()
      await queries.invalidateQueries()
    } catch (problem) {
      setError(problem instanceof ApiProblem ? problem.message : '没有成功，请重试。')
    }
  }
  const params = { campaign, obligation: obligation.id }
  return (
    <Dialog title={`${obligation.unit.name} · ${obligation.period.title}`} onClose={onClose}>
      <div className="stack">
        <p className="quiet">现在的期限：{sayInstantWithWeekday(obligation.dueAt)}</p>
        <Field label="理由" error={error}>
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {!exempt && (
          <div className="row">
            <input
              className="input"
              style={{ width: 'auto' }}
              type="date"
              aria-label="延期到哪一天"
              value={date}
              onChange={(event) => setDate(event.target.value)}
            />
            <input
              className="input"
              style={{ width: 'auto' }}
              type="time"
              aria-label="延期到几点"
              value={time}
              onChange={(event) => setTime(event.target.value)}
            />
            <button
              type="button"
              className="button button-primary"
              onClick={() =>
                void run('已延期。', () =>
                  callApi(extendDeadline, {
                    params,
                    body: {
                      newDueAt: instantOfLocal(date, time, campaignTimeZone()).toISOString(),
                      reason,
                    },
                  }),
                )
              }
            >
              延期到此时
            </button>
          </div>
        )}
        <div>
          <button
            type="button"
            className="button"
            onClick={() =>
              void run(exempt ? '已取消免报。' : '已免报。', () =>
                callApi(exemptObligation, { params, body: { exempt: !exempt, reason } }),
              )
            }
          >
            {exempt ? '取消免报' : '免报这一项'}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
