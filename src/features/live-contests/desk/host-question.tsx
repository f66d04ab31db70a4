import { urlOf } from '../../../platform/web/call-api.ts'
import { showPicture } from '../../questions/picture-contract.ts'
import { letterOf, showAnswer, showQuestion } from '../present-question.ts'
import type { LiveState } from '../replay.ts'
import type { LiveSetup } from '../setup.ts'

/** What is on show with its answer, which only the host sees, and the clock. */
export function HostQuestion({
  campaign,
  setup,
  state,
  now,
}: {
  campaign: string
  setup: LiveSetup
  state: LiveState
  now: number
}) {
  const { asking, phase } = state
  const round = setup.rounds.find((one) => one.id === state.round)
  const question = round?.questions.find((one) => one.id === asking?.question)?.question
  if (!asking || !question)
    return (
      <section className="card host-question">
        <p className="host-large">{sayIdle(state, round?.title)}</p>
      </section>
    )
  const { rules, deadline } = asking
  const shown = showQuestion(question)
  const answer = showAnswer(question)
  const seconds = deadline && Math.max(0, Math.ceil((deadline - (state.pausedAt ?? now)) / 1000))
  const number = state.asked.filter((one) => one.round === asking.round).length
  return (
    <section className="card host-question">
      <div className="row-between">
        <p className="quiet">
          {round!.title} 第 {number} 题，{rules.points} 分{rules.deduct > 0 && `，答错扣 ${rules.deduct} 分`}
          {rules.foul > 0 && `，抢跑扣 ${rules.foul} 分`}
        </p>
        {seconds !== null && phase !== 'answered' && (
          <p className={`host-clock ${seconds <= 5 ? 'danger-text' : ''}`} role="timer">
            {state.pausedAt === null ? `${seconds} 秒` : '暂停'}
            {seconds === 0 && '，时间到'}
          </p>
        )}
      </div>
      <p className="host-stem">{shown.stem}</p>
      {shown.picture && (
        <img
          className="host-picture"
          src={urlOf(showPicture, { campaign, file: shown.picture.file })}
          alt={`图：${shown.picture.alt}`}
        />
      )}
      {shown.options.length > 0 && (
        <ol className="host-options">
          {shown.options.map((text, place) => (
            <li
              key={text}
              className={answer.right.includes(place) && shown.kind !== 'order' ? 'host-right' : ''}
            >
              {shown.kind !== 'judge' && `${letterOf(place)}　`}
              {text}
            </li>
          ))}
        </ol>
      )}
      <p className="host-answer">
        答案：{answer.short}
        <span className="quiet">
          　{`　${answer.explanation}`}
          {answer.basis.length > 0 && `（${answer.basis.join('、')}）`}
          {phase !== 'answered' && '（大屏未公布）'}
        </span>
      </p>
    </section>
  )
}

function sayIdle({ phase }: LiveState, round: string | undefined): string {
  if (phase === 'ready') return '比赛尚未开始'
  if (phase === 'ended') return '比赛已结束'
  return round ?? ''
}
