import { localOfInstant } from '../../../platform/shared/local-time.ts'

/** 「6月18日」 */
export function sayDay(at: Date, timeZone: string): string {
  return sayDate(localOfInstant(at, timeZone).date)
}

/** 「6月18日 周六 15:00–16:30」 */
export function sayWhen(from: Date, to: Date, timeZone: string): string {
  const [start, end] = [localOfInstant(from, timeZone), localOfInstant(to, timeZone)]
  const weekday = '日一二三四五六'[new Date(`${start.date}T00:00:00Z`).getUTCDay()]
  const until =
    end.date === start.date ? end.time.slice(0, 5) : `${sayDate(end.date)} ${end.time.slice(0, 5)}`
  return `${sayDate(start.date)} 周${weekday} ${start.time.slice(0, 5)}–${until}`
}

/** Why no question is taken today, in a sentence; null while it is. */
export function sayClosed(channel: { opens: string; closes: string }, today: string): string | null {
  if (today < channel.opens) return `${sayDate(channel.opens)}起可以提问。`
  if (today > channel.closes) return '提问已经结束，问答可以继续查看。'
  return null
}

function sayDate(date: string): string {
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日`
}
