import { sayInstant, sayInstantWithWeekday, sayRemaining } from '../../../platform/web/say-time.ts'
import type { Chased } from '../../obligations/desk/chase-dialog.tsx'
import { type Matrix, countColumn } from '../../obligations/desk/use-matrix.ts'

interface Props {
  data: Matrix
  now: Date
  onChase: (period: Chased) => void
}

/** So many single events are seen without unfolding the rest, so that they do not bury the periods of all. */
const eventsAtFirst = 4

/** The next due time in the largest letters of the page, and who is missing for it. */
export function NextDeadline({ data, now, onChase }: Props) {
  const next = data.columns
    .map((column, index) => ({ ...column, index }))
    .filter((column) => column.period !== '' && Date.parse(column.dueAt) >= now.getTime())
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
  if (!next) {
    return (
      <section className="card" aria-label="下一个期限">
        <p className="home-big">各期的截止时间都已过去</p>
      </section>
    )
  }
  const { expected, actual, missing } = countColumn(data, next.index)
  const hours = (Date.parse(next.dueAt) - now.getTime()) / 3_600_000
  return (
    <section className="card home-next" aria-labelledby="next">
      <h2 id="next">{next.periodTitle}</h2>
      <p className={hours < 24 ? 'home-big amber-text' : 'home-big'}>
        <span className="home-part">{sayInstant(next.dueAt, now)} 截止</span>
        <span aria-hidden="true"> · </span>
        <span className="home-part">{sayRemaining(next.dueAt, now)}</span>
      </p>
      <div className="row-between home-next-foot">
        <p className="home-counts">
          应报 <b>{expected}</b>　已报 <b>{actual}</b>　待报 <b>{missing}</b>
        </p>
        {missing > 0 && (
          <button type="button" className="button" onClick={() => onChase(next)}>
            催报 {missing} 家
          </button>
        )}
      </div>
    </section>
  )
}

/** Due times that have passed and still miss reports, those of single events too, the latest first. */
export function PastDeadlines({ data, now, onChase }: Props) {
  const columns = data.columns
    .map((column, index) => ({ ...column, ...countColumn(data, index), who: '' }))
    .filter(
      (column) => column.period !== '' && column.missing > 0 && Date.parse(column.dueAt) < now.getTime(),
    )
  const events = data.lateEvents.map((event) => ({
    ...event,
    missing: event.units.length,
    who: `${event.units.slice(0, 3).join('、')}${event.units.length > 3 ? '等' : ''}当天报送：`,
  }))
  const shown = [...columns, ...events.slice(0, eventsAtFirst)]
  const folded = events.slice(eventsAtFirst)
  if (shown.length === 0) return null
  const lines = (past: typeof shown) => (
    <ul className="plain-list home-past">
      {past.map((one) => (
        <li key={`${one.task} ${one.period}`} className="list-line">
          <span>
            {one.who}
            {one.periodTitle}
            <span className="danger-text"> {sayInstantWithWeekday(one.dueAt, now)} 截止</span>
          </span>
          <button type="button" className="link-button" onClick={() => onChase(one)}>
            催报 {one.missing} 家<span className="visually-hidden">：{one.periodTitle}</span>
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    <section className="card" aria-labelledby="past">
      <h2 id="past">已过期限，还缺</h2>
      {lines(shown.sort((a, b) => b.dueAt.localeCompare(a.dueAt)))}
      {folded.length > 0 && (
        <details>
          <summary className="home-more">其余 {folded.length} 项当天报送</summary>
          {lines(folded)}
        </details>
      )}
    </section>
  )
}
