import { Link } from '@tanstack/react-router'
import type { ObligationView } from '../contract.ts'
import { sayExactly, sayInstantWithWeekday, sayRemaining } from '../../../platform/web/say-time.ts'
import { StateSign } from './state-sign.tsx'

/** One report that somebody has to write: what, by when, how long it takes, one button. */
export function DueCard({
  obligation,
  now,
  first,
}: {
  obligation: ObligationView
  now: Date
  first: boolean
}) {
  const { state, dueAt, period, minutes } = obligation
  const left = Date.parse(dueAt) - now.getTime()
  const tone = left < 0 ? 'danger-text' : left < 24 * 3_600_000 ? 'due-soon' : 'quiet'
  const returned = state === 'returned'
  return (
    <li className="card due-card">
      <div className="due-card-text">
        <h3>{period.title}</h3>
        <p className="row">
          <StateSign state={state} />
          <time dateTime={dueAt} title={sayExactly(dueAt)} className={tone}>
            {sayInstantWithWeekday(dueAt, now)} 截止 · {sayRemaining(dueAt, now)}
          </time>
        </p>
        <p className="quiet">
          {returned ? '审核单位已退回，批注在填报页各项旁边。' : `通常需要 ${minutes} 分钟`}
          {!returned && obligation.task.zeroReport && '，没有情况可一键零报告'}
        </p>
      </div>
      <Link
        className={first ? 'button button-primary' : 'button'}
        to="/tasks/$obligation"
        params={{ obligation: obligation.id }}
      >
        {returned ? '修改后重报' : '填报'}
        <span className="visually-hidden">：{period.title}</span>
      </Link>
    </li>
  )
}
