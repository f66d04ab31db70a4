import { localOfInstant } from '../shared/local-time.ts'

/** Instants as people say them, in the campaign's time zone. */
let zone = 'Asia/Shanghai'

export function setCampaignTimeZone(timeZone: string): void {
  zone = timeZone
}

export function campaignTimeZone(): string {
  return zone
}

type Instant = string | number | Date

/** 「今天 10:00」「明天 24:00」「6月9日 10:35」「2021年6月9日 10:35」; the last millisecond of a day is its 24:00. */
export function sayInstant(at: Instant, now: Date = new Date()): string {
  const { date, time } = split(at)
  const today = split(now).date
  const away = daysBetween(today, date)
  const near = { [-1]: '昨天', 0: '今天', 1: '明天' }[away]
  return `${near ?? sayDate(date, today)} ${time}`
}

/** 「6月9日 周四 10:00」 */
export function sayInstantWithWeekday(at: Instant, now: Date = new Date()): string {
  const { date, time } = split(at)
  return `${sayDate(date, split(now).date)} ${sayWeekday(date)} ${time}`
}

/** The whole of it, for hover: 「2022年6月9日 周四 10:35:07」. */
export function sayExactly(at: Instant): string {
  const { date, time } = localOfInstant(new Date(at), zone)
  return `${sayDate(date, '')} ${sayWeekday(date)} ${time}`
}

/** 「10:32」 */
export function sayClock(at: Instant): string {
  return split(at).time
}

/** 「6月15日 周三」 of an instant or a date `YYYY-MM-DD`; with the year when it is another one. */
export function sayDay(at: Instant, now?: Date): string {
  const date = typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : split(at).date
  return `${sayDate(date, now ? split(now).date : date)} ${sayWeekday(date)}`
}

/** 「还剩 22 小时」, after it 「已逾期 35 分钟」. */
export function sayRemaining(due: Instant, now: Date): string {
  const left = new Date(due).getTime() - now.getTime()
  return left >= 0 ? `还剩 ${sayDuration(left)}` : `已逾期 ${sayDuration(-left)}`
}

/** 「迟 35 分钟」; empty when it came in time. */
export function sayLate(due: Instant, submittedAt: Instant): string {
  const late = new Date(submittedAt).getTime() - new Date(due).getTime()
  return late > 0 ? `迟 ${sayDuration(late)}` : ''
}

/** Rounded down: someone who reads 「22 小时」 has at least that. */
export function sayDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return '不到 1 分钟'
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  if (hours < 10 && minutes % 60 >= 5) return `${hours} 小时 ${minutes % 60} 分钟`
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`
}

/** Local date of an instant, `2022-06-09`. */
export function dateOf(at: Instant): string {
  return split(at).date
}

function split(at: Instant): { date: string; time: string } {
  const { date, time } = localOfInstant(new Date(at), zone)
  return { date, time: time >= '23:59:59' ? '24:00' : time.slice(0, 5) }
}

function sayDate(date: string, today: string): string {
  const [year, month, day] = date.split('-').map(Number)
  const short = `${month}月${day}日`
  return date.slice(0, 4) === today.slice(0, 4) ? short : `${year}年${short}`
}

function sayWeekday(date: string): string {
  return `周${'日一二三四五六'[new Date(`${date}T00:00:00Z`).getUTCDay()]}`
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
