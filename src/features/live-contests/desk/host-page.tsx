import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useKeys } from '../../../platform/web/use-keys.ts'
import type { HostAction } from '../act.ts'
import { findNextStep } from '../next-step.ts'
import type { LiveSetup } from '../setup.ts'
import type { HostMoment } from '../moment.ts'
import { EventLog } from './event-log.tsx'
import { HostControls } from './host-controls.tsx'
import { HostQuestion } from './host-question.tsx'
import { HostTeams } from './host-teams.tsx'
import { HostTools } from './host-tools.tsx'
import { useHost } from './use-host.ts'
import { useLive } from './use-live.ts'
import './live.css'
import './host.css'

export default function HostPage() {
  const { params, query, error } = useLive()
  usePageTitle(query.data ? `主持：${query.data.setup.title}` : '主持')
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!query.data) return <Loading rows={10} />
  const { setup, moment, version } = query.data
  return <Host key={version} params={params} setup={setup} first={moment} />
}

const linkWords = {
  stream: '● 已连接',
  polling: '◔ 每秒刷新（实时通道中断，正在重连）',
  lost: '✕ 网络中断，正在重连；比赛记录都在服务器上，恢复后接着进行',
}

function Host({
  params,
  setup,
  first,
}: {
  params: { campaign: string; live: string }
  setup: LiveSetup
  first: HostMoment
}) {
  const { moment, link, busy, now, act } = useHost(params, first)
  const [log, setLog] = useState(false)
  const { state } = moment
  const next = findNextStep(state, setup, now)
  const run = (action: HostAction | null) => {
    if (action && !busy) void act(action)
  }
  const round = setup.rounds.find((one) => one.id === state.round)
  const pickTeam = (index: number) => {
    const team = setup.teams[index]
    if (!team) return
    if (state.phase === 'open' || state.phase === 'answering') {
      if (state.asking?.rules.kind === 'buzzer') run({ do: 'decide', team: team.id })
    } else if (round && round.kind !== 'buzzer' && (state.phase === 'waiting' || state.phase === 'answered'))
      run({ do: 'set-turn', team: team.id, stake: null })
  }
  useKeys({
    // A press that ends the contest is made with the pointer.
    ' ': next.action?.do === 'end' ? undefined : () => run(next.action),
    r: () => run({ do: 'judge', right: true }),
    w: () => run({ do: 'judge', right: false }),
    u: () => run({ do: 'undo' }),
    ...Object.fromEntries(setup.teams.map((_, index) => [String(index + 1), () => pickTeam(index)])),
  })
  return (
    <div className="host">
      <div className="row-between">
        <h1>{setup.title}</h1>
        <p className={link === 'lost' ? 'danger-text' : 'quiet'} role="status">
          {linkWords[link]}
        </p>
      </div>
      <div className="host-columns">
        <div className="host-main">
          <HostQuestion campaign={params.campaign} setup={setup} state={state} now={now} />
          <HostControls
            setup={setup}
            state={state}
            next={next}
            busy={busy}
            mayUndo={moment.mayUndo}
            run={run}
          />
          <p className="quiet host-keys">
            键盘：空格 下一步，1–{setup.teams.length} 选队，r 答对，w 答错，u 撤回
          </p>
        </div>
        <div className="host-side">
          <HostTeams setup={setup} moment={moment} now={now} onPick={pickTeam} />
          <HostTools params={params} setup={setup} moment={moment} busy={busy} act={act} />
          <p className="host-rule">
            抢答顺序以信号到达服务器的先后为准。与最先一队相差 50
            毫秒以内的算几乎同时，列出各自的网络往返时间，由您裁定；您不裁定，最先到达的队作答。
          </p>
          <div className="row">
            <a href={`/p/${params.campaign}/live/${params.live}`} target="_blank" rel="noreferrer">
              打开大屏
            </a>
            <Link to={'/live/$live' as never} params={{ live: params.live } as never}>
              设置和二维码
            </Link>
            <button type="button" className="link-button" onClick={() => setLog(!log)} aria-expanded={log}>
              {log ? '收起过程记录' : '过程记录'}
            </button>
          </div>
        </div>
      </div>
      {log && <EventLog params={params} moment={moment} busy={busy} run={run} />}
    </div>
  )
}
