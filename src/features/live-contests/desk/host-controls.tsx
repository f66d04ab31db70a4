import type { HostAction } from '../act.ts'
import { findSpare } from '../act.ts'
import type { NextStep } from '../next-step.ts'
import type { LiveState } from '../replay.ts'
import type { LiveSetup } from '../setup.ts'
import { HostPresses } from './host-presses.tsx'

/** One large button for what comes next; around it what this moment allows besides. */
export function HostControls({
  setup,
  state,
  next,
  busy,
  mayUndo,
  run,
}: {
  setup: LiveSetup
  state: LiveState
  next: NextStep
  busy: boolean
  mayUndo: boolean
  run: (action: HostAction | null) => void
}) {
  const { asking, phase, pausedAt } = state
  const round = setup.rounds.find((one) => one.id === state.round)
  const name = (id: string | null) => setup.teams.find((team) => team.id === id)?.name ?? ''
  const isBuzzer = asking?.rules.kind === 'buzzer'
  const isOpen = asking !== null && phase !== 'answered'
  const judging = pausedAt === null && (phase === 'answering' || (phase === 'shown' && !isBuzzer))
  const again = isBuzzer && pausedAt === null && phase === 'judged' && asking?.verdict?.right === false
  return (
    <section className="host-controls" aria-label="操作" aria-busy={busy}>
      {isBuzzer && asking.presses.length > 0 && <HostPresses asking={asking} name={name} run={run} />}
      {phase === 'judged' && (
        <p className="host-verdict">
          {name(asking!.verdict!.team)}答{asking!.verdict!.right ? '对' : '错'}，
          {asking!.verdict!.points >= 0 ? `+${asking!.verdict!.points}` : asking!.verdict!.points} 分
        </p>
      )}
      {round?.kind === 'risk' && state.turn && !isOpen && (
        <div className="row" role="group" aria-label="分值">
          {round.stakes.map((stake) => (
            <button
              key={stake}
              type="button"
              className="button"
              aria-pressed={state.turn?.stake === stake}
              disabled={busy}
              onClick={() => run({ do: 'set-turn', team: state.turn!.team, stake })}
            >
              {stake} 分
            </button>
          ))}
        </div>
      )}
      {(!judging || next.action) && (
        <button
          type="button"
          className="button button-primary host-next"
          disabled={busy || !next.action}
          onClick={() => run(next.action)}
        >
          {next.label}
        </button>
      )}
      {judging && (
        <div className="host-judge">
          <button
            type="button"
            className="button host-right-button"
            disabled={busy}
            onClick={() => run({ do: 'judge', right: true })}
          >
            ✔ {name(asking!.team)}答对（r）
          </button>
          <button
            type="button"
            className="button host-wrong-button"
            disabled={busy}
            onClick={() => run({ do: 'judge', right: false })}
          >
            ✕ {name(asking!.team)}答错（w）
          </button>
        </div>
      )}
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={busy || !mayUndo}
          onClick={() => run({ do: 'undo' })}
        >
          ↩ 撤回上一步（u）
        </button>
        {again && (
          <button type="button" className="button" disabled={busy} onClick={() => run({ do: 'open' })}>
            其余队继续抢答
          </button>
        )}
        {isBuzzer && pausedAt === null && (phase === 'open' || phase === 'answering') && (
          <button type="button" className="button" disabled={busy} onClick={() => run({ do: 'open' })}>
            重新抢答
          </button>
        )}
        {isOpen && pausedAt === null && (
          <button type="button" className="button" disabled={busy} onClick={() => run({ do: 'pause' })}>
            暂停
          </button>
        )}
        {isOpen && !asking.verdict && round && findSpare(state, round) && (
          <button type="button" className="button" disabled={busy} onClick={() => run({ do: 'substitute' })}>
            换备用题
          </button>
        )}
        {isOpen && phase !== 'judged' && (
          <button type="button" className="button" disabled={busy} onClick={() => run({ do: 'show-answer' })}>
            直接公布答案
          </button>
        )}
      </div>
    </section>
  )
}
