import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 } from 'uuid'
import type { Indicator } from '../../campaign/definition.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { When } from '../../../platform/web/when.tsx'
import { adjustFigure, listAdjustments, withdrawAdjustment } from '../contract.ts'
import { sayChange } from './figure-comparison.tsx'

/** The unit's own number set by hand, with a reason that stays visible; each adjustment can be withdrawn. */
export function AdjustFigure({
  campaign,
  definition,
  indicator,
  unit,
}: {
  campaign: string
  definition: CampaignInBrowser
  indicator: Indicator
  unit: string
}) {
  const today = dateOf(useNow())
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [id, setId] = useState(() => v7())
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const known = useQuery({
    queryKey: ['ledger', campaign, 'adjustments', indicator.code, unit],
    queryFn: () =>
      callApi(listAdjustments, { params: { campaign }, query: { unit, code: indicator.code, limit: 20 } }),
  })
  const renew = () => client.invalidateQueries({ queryKey: ['ledger', campaign] })
  const adjust = useMutation({
    mutationFn: () =>
      callApi(adjustFigure, {
        params: { campaign, adjustment: id },
        query: { unit },
        body: {
          code: indicator.code,
          value: Number(value),
          day: today < definition.endsOn ? today : definition.endsOn,
          reason,
        },
      }),
    onSuccess: (made) => {
      setOpen(false)
      setId(v7())
      setValue('')
      setReason('')
      void renew()
      notify(`已调整 ${sayChange(made.amount)} ${indicator.unit}。`, {
        action: { label: '撤销', run: () => withdraw.mutate(made.id) },
      })
    },
  })
  const withdraw = useMutation({
    mutationFn: (adjustment: string) =>
      callApi(withdrawAdjustment, { params: { campaign, adjustment }, query: { unit } }),
    onSuccess: () => {
      void renew()
      notify('已撤销这次调整。')
    },
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  const problem = adjust.error instanceof ApiProblem ? adjust.error : null
  const errorAt = (path: string) => problem?.errors.find((one) => one.path === path)?.message
  const wellFormed = /^\d{1,10}$/.test(value) && reason.trim().length >= 2

  function send(event: FormEvent): void {
    event.preventDefault()
    if (wellFormed && !adjust.isPending) adjust.mutate()
  }
  if (!known.data) return null
  const mayAdjust = known.data.may.adjust
  return (
    <section className="stack" aria-label="人工调整">
      {known.data.items.length > 0 && (
        <ul className="plain-list">
          {known.data.items
            .filter((one) => !one.withdraws)
            .map((one) => (
              <li key={one.id} className="ledger-adjustment">
                <span>
                  {one.before === null ? '空' : sayFigure(one.before)} →{' '}
                  {sayFigure((one.before ?? 0) + one.amount)}：{one.reason}
                  <span className="quiet">
                    （{one.madeBy}，<When at={one.madeAt} />）
                  </span>
                </span>
                {one.withdrawn ? (
                  <span className="quiet">已撤销</span>
                ) : mayAdjust ? (
                  <button
                    type="button"
                    className="link-button"
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate(one.id)}
                  >
                    撤销
                  </button>
                ) : null}
              </li>
            ))}
        </ul>
      )}
      {!mayAdjust ? null : !open ? (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          调整本单位这个数
        </button>
      ) : (
        <form className="stack" onSubmit={send} noValidate>
          <p className="field-help">
            优先补记活动。确实无法逐条补记的，写明原因后调整；审核单位会看到记录数、调整数和原因。
          </p>
          <Field label={`本单位截至今天应为（${indicator.unit}）`} error={errorAt('value')}>
            {(ids) => (
              <input
                {...ids}
                className="input digits"
                inputMode="numeric"
                autoComplete="off"
                value={value}
                onChange={(event) => setValue(event.target.value.trim())}
              />
            )}
          </Field>
          <Field label="原因" error={errorAt('reason')}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {problem && problem.errors.length === 0 && (
            <p className="notice notice-danger" role="alert">
              {problem.message}
            </p>
          )}
          <div className="row">
            <button
              type="submit"
              className="button button-primary"
              disabled={!wellFormed || adjust.isPending}
            >
              {adjust.isPending ? '正在保存…' : '调整'}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              取消
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
