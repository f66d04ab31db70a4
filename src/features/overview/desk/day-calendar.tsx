import type { Amount } from '../contract.ts'
import { chooseStep } from '../rules.ts'
import { sayAmount } from './say-amount.ts'

type Day = Amount & { day: string }

/** Months as people hang them on a wall; a day opens its records. */
export function DayCalendar({ days, onOpen }: { days: Day[]; onOpen: (day: string) => void }) {
  const most = Math.max(...days.map((one) => one.records))
  const months = [...new Set(days.map((one) => one.day.slice(0, 7)))]
  const byDay = new Map(days.map((one) => [one.day, one]))
  return (
    <section className="card" aria-label="日历">
      <h2>日历</h2>
      <div className="calendar-months">
        {months.map((month) => (
          <Month key={month} month={month} byDay={byDay} most={most} onOpen={onOpen} />
        ))}
      </div>
    </section>
  )
}

function Month({
  month,
  byDay,
  most,
  onOpen,
}: {
  month: string
  byDay: Map<string, Day>
  most: number
  onOpen: (day: string) => void
}) {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7
  const cells = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length }, (_, index) => index + 1),
  ]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_unused, day) => cells[week * 7 + day] ?? null),
  )
  return (
    <table className="calendar">
      <caption>
        {year}年{number}月
      </caption>
      <thead>
        <tr>
          {[...'一二三四五六日'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, place) => {
              const date = day === null ? '' : `${month}-${String(day).padStart(2, '0')}`
              const one = byDay.get(date)
              return (
                <td key={place} className={`step-${chooseStep(one?.records ?? 0, most)}`}>
                  {day !== null && !one && <span className="quiet">{day}</span>}
                  {one && (
                    <button
                      type="button"
                      aria-haspopup="dialog"
                      aria-label={`${number}月${day}日：${sayAmount(one)}`}
                      title={sayAmount(one)}
                      onClick={() => onOpen(date)}
                    >
                      <span className="calendar-day">{day}</span>
                      <b className="digits">{one.records}</b>
                    </button>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
