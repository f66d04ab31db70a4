/** @jsxImportSource preact */
import type { ScreenMoment } from '../moment.ts'
import { chooseSize } from './choose-size.ts'

type Asking = NonNullable<ScreenMoment['asking']>

/** The question with its clock, and below who answers or who pressed. */
export function ScreenQuestion({
  asking,
  moment,
  pictures,
  seconds,
  nameOf,
}: {
  asking: Asking
  moment: ScreenMoment
  pictures: string
  seconds: number | null
  nameOf: (team: string) => string
}) {
  const { answer, options, picture, stem } = asking
  const beside = picture !== null
  const wide = options.some((one) => one.length > (beside ? 8 : 16))
  const size = chooseSize(stem, options, { wide, beside })
  return (
    <div class="live-question" style={`--stem:${size}`}>
      <div class={`live-body ${beside ? 'live-pictured' : ''}`}>
        <div class="live-stem-row">
          <p class="live-stem">{stem}</p>
          {seconds !== null && (
            <p class={`live-clock digits ${seconds <= 5 ? 'live-late' : ''}`} role="timer">
              {moment.pausedAt === null ? seconds : '暂停'}
            </p>
          )}
        </div>
        {options.length > 0 && (
          <ol class={`live-options ${wide ? 'live-options-wide' : ''}`}>
            {options.map((text, place) => {
              const right = asking.kind !== 'order' && answer?.right.includes(place)
              return (
                <li key={text} class={right ? 'live-right' : ''}>
                  <span>{right ? '✔' : asking.kind === 'judge' ? '' : String.fromCharCode(65 + place)}</span>
                  {text}
                </li>
              )
            })}
          </ol>
        )}
        {picture && (
          <img class="live-picture" src={`${pictures}/${picture.file}`} alt={`图：${picture.alt}`} />
        )}
      </div>
      <p class="live-say">
        {answer ? `答案：${sayRightAnswer(asking)}` : sayState(moment, asking, seconds, nameOf)}
      </p>
      {answer && (
        <p class="live-explain">
          {answer.explanation}
          {answer.basis.length > 0 && `（${answer.basis.join('、')}）`}
        </p>
      )}
    </div>
  )
}

function sayRightAnswer({ kind, answer }: Asking): string {
  return kind === 'judge' || kind === 'blank' ? answer!.text : answer!.short
}

function sayState(
  { phase, round, pausedAt }: ScreenMoment,
  asking: Asking,
  seconds: number | null,
  nameOf: (team: string) => string,
): string {
  const { team, presses, verdict, points, deduct } = asking
  if (pausedAt !== null) return '比赛暂停'
  if (verdict) return `${nameOf(verdict.team)}答${verdict.right ? '对' : '错'}${sayPoints(verdict.points)}`
  const worth = `${points} 分${deduct > 0 ? `，答错扣 ${deduct} 分` : ''}`
  if (phase === 'shown') {
    if (round?.kind === 'buzzer') return `听到口令后抢答（${worth}）`
    return `请${nameOf(team ?? '')}答题（${worth}）`
  }
  if (phase === 'open') return seconds === 0 ? '无人抢答' : '抢答开始'
  const late = seconds === 0 ? '，时间到' : ''
  if (presses.length > 1 && !asking.decided)
    return `几乎同时按下：${presses.map((press) => nameOf(press.team)).join('、')}，请主持人裁定`
  return `${round?.kind === 'buzzer' ? `${nameOf(team ?? '')}抢到` : `请${nameOf(team ?? '')}答题`}${late}`
}

function sayPoints(points: number): string {
  if (points === 0) return ''
  return points > 0 ? `，加 ${points} 分` : `，扣 ${-points} 分`
}
