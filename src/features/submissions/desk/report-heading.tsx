import type { ObligationView } from '../../obligations/contract.ts'
import { sayExactly, sayInstantWithWeekday, sayRemaining } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'

/** What is asked, by when, and how long it usually takes. */
export function ReportHeading({ obligation }: { obligation: ObligationView }) {
  const now = useNow(5_000)
  const { task, period, dueAt } = obligation
  const due = new Date(dueAt)
  const left = due.getTime() - now.getTime()
  const open = obligation.standing === 'none' || obligation.standing === 'returned'
  const tone = !open ? '' : left < 0 ? ' danger-text' : left < 24 * 3_600_000 ? ' report-amber' : ''
  return (
    <header className="report-heading">
      <p className="quiet">
        {obligation.unit.name}
        {period.title.includes(task.title) ? '' : ` · ${task.title}`}
      </p>
      <h1>{period.title}</h1>
      <p>
        <time dateTime={dueAt} title={sayExactly(dueAt)} className={`report-due${tone}`}>
          {sayInstantWithWeekday(due, now)} 截止
          {open && ` · ${sayRemaining(due, now)}`}
        </time>
        {dueAt !== obligation.originalDueAt && (
          <span className="quiet">
            （已延期，原为 {sayInstantWithWeekday(obligation.originalDueAt, now)}）
          </span>
        )}
      </p>
    </header>
  )
}
