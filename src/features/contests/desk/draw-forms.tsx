import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { ProblemState } from '../../../platform/web/page-state.tsx'
import { queryClient } from '../../../platform/web/query-client.ts'
import { claimPrize, closeDraw, commitDraw, holdDraw } from '../draw-contract.ts'
import type { PartProps } from './part-props.ts'

const steps = {
  commit: {
    label: '公布承诺',
    consequence:
      '系统随机产生种子，只公布它的摘要。公布后不能撤回、不能重来；奖品和名额按现在的活动定义固定。',
  },
  close: {
    label: '截止名单',
    consequence:
      '所有达到分数的人各得一个编号，名单冻结并公布摘要，以后不能增减。答题结束且没有人在答时才能进行。',
  },
  draw: { label: '开奖', consequence: '公布种子并按规则算出中奖编号，立即公开，只能进行一次。' },
}

/** The next step; none can be taken back, so what it does is said before the button. */
export function StepForm({
  step,
  over,
  witness,
  campaign,
  contest,
}: PartProps & { step: keyof typeof steps; over: boolean; witness: string | null }) {
  const [text, setText] = useState('')
  const params = { campaign, contest }
  const { label, consequence } = steps[step]
  const take = useMutation({
    mutationFn: () => {
      if (step === 'commit') return callApi(commitDraw, { params, body: { witness: text.trim() || null } })
      if (step === 'close') return callApi(closeDraw, { params })
      return callApi(holdDraw, { params, body: { witnessValue: text.trim() || null } })
    },
    onSuccess: (draw) => {
      queryClient.setQueryData(['contest', campaign, contest, 'draw'], draw)
      notify(`已${label}`)
    },
  })
  const asks = step === 'commit' || (step === 'draw' && witness !== null)
  const lacks = text.trim() === '' && (step === 'draw' ? witness !== null : step === 'commit' && over)
  const early = step === 'close' && !over
  return (
    <section className="card stack">
      <h2>下一步：{label}</h2>
      <p className="notice notice-amber">{consequence}</p>
      {asks && (
        <Field
          label={step === 'commit' ? `还没有产生的公开数字${over ? '' : '（建议填写）'}` : witness!}
          help={
            step === 'commit'
              ? '例如“7月2日福彩3D开奖号码”。开奖时加入计算，连知道种子的人也无法预先算出结果。'
              : '照公布的原样填写，公众据此重算。'
          }
        >
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={100}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      {early && <p>答题还没有结束，结束后在这里截止名单。</p>}
      {take.error && <ProblemState error={take.error} />}
      <div>
        <button
          type="button"
          className="button button-primary"
          disabled={take.isPending || lacks || early}
          onClick={() => take.mutate()}
        >
          {take.isPending ? '正在进行…' : label}
        </button>
      </div>
    </section>
  )
}

export function ClaimForm({ campaign, contest }: PartProps) {
  const [claimCode, setClaimCode] = useState('')
  const claim = useMutation({
    mutationFn: () => callApi(claimPrize, { params: { campaign, contest }, body: { claimCode } }),
    onSuccess: ({ place, code }) => {
      void queryClient.invalidateQueries({ queryKey: ['contest', campaign, contest, 'draw'] })
      setClaimCode('')
      notify(`第 ${place} 名 ${code} 已记为领奖`)
    },
  })
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (claimCode.trim() && !claim.isPending) claim.mutate()
      }}
    >
      <h2>核验领奖</h2>
      <Field label="领奖码" help="由中奖人在自己手机的抽奖页上出示，与公布的抽奖编号不同。每个奖只能领一次。">
        {(ids) => (
          <input
            {...ids}
            className="input contest-id"
            maxLength={30}
            autoComplete="off"
            value={claimCode}
            onChange={(event) => setClaimCode(event.target.value)}
          />
        )}
      </Field>
      {claim.error && <ProblemState error={claim.error} />}
      <div>
        <button type="submit" className="button button-primary" disabled={claim.isPending}>
          核验并记为已领
        </button>
      </div>
    </form>
  )
}
