import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { queryClient } from '../../../platform/web/query-client.ts'
import { When } from '../../../platform/web/when.tsx'
import { changeBoard, readBoardHistory } from '../board-contract.ts'
import type { PartProps } from './part-props.ts'

const stateNames = { live: '公开，实时更新', frozen: '冻结，显示快照', off: '关闭' }
const actions = { live: '公开', frozen: '冻结在此刻', off: '关闭' } as const
type State = keyof typeof actions

/** Whether citizens see the board, and every change with who and why. */
export function BoardPart({ campaign, contest }: PartProps) {
  const query = useQuery({
    queryKey: ['contest', campaign, contest, 'board'],
    queryFn: () => callApi(readBoardHistory, { params: { campaign, contest } }),
  })
  return (
    <QueryState query={query}>
      {({ state, changes, may }) => (
        <>
          <p>
            现在：<strong>{stateNames[state]}</strong> ·{' '}
            <a href={`/p/${campaign}/contests/${contest}/board`}>看公众看到的样子</a>
          </p>
          {may.manage && <ChangeForm key={state} state={state} campaign={campaign} contest={contest} />}
          <section className="card">
            <h2>变动</h2>
            {changes.length === 0 && <p className="quiet">没有变动过：从第一份成绩起公开，实时更新。</p>}
            <ul className="contest-changes">
              {changes.map((one) => (
                <li key={one.at}>
                  <strong>{stateNames[one.state]}</strong>
                  {one.state === 'frozen' && `（前 ${one.places.toLocaleString('zh-CN')} 名）`} · {one.reason}
                  <span className="quiet">
                    {' '}
                    {one.by}，<When at={one.at} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </QueryState>
  )
}

function ChangeForm({ state, campaign, contest }: PartProps & { state: State }) {
  const [reason, setReason] = useState('')
  const change = useMutation({
    mutationFn: (next: State) =>
      callApi(changeBoard, { params: { campaign, contest }, body: { state: next, reason: reason.trim() } }),
    onSuccess: (history, next) => {
      queryClient.setQueryData(['contest', campaign, contest, 'board'], history)
      setReason('')
      notify(`排行榜已${actions[next]}`)
    },
  })
  const next = (Object.keys(actions) as State[]).filter((one) => one !== state || one === 'frozen')
  const tooShort = reason.trim().length < 2
  return (
    <section className="card stack">
      <Field label="原因" help="记入审计，也列在下面；冻结后公众看到的是此刻的名次和时间。">
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
      {change.error && <ProblemState error={change.error} />}
      <div className="row">
        {next.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            disabled={tooShort || change.isPending}
            onClick={() => change.mutate(one)}
          >
            {one === 'frozen' && state === 'frozen' ? '重新冻结在此刻' : actions[one]}
          </button>
        ))}
      </div>
    </section>
  )
}
