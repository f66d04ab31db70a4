import rrule from 'rrule'
import { instantOfLocal } from '../../platform/shared/local-time.ts'
import type { CampaignDefinition, Schedule } from './definition.ts'

/** One period of a task. `start`…`end` are the local days that a report speaks of; the due instant itself is on time. */
export interface Period {
  key: string
  title: string
  start: string
  end: string
  opensAt: Date
  dueAt: Date
}

type Holidays = CampaignDefinition['holidays']

/**
 * The periods that a schedule yields, in order of due time. A due date without a time includes that whole
 * day (notice: "5月30日前"), to the last millisecond in the campaign's time zone.
 */
export function planPeriods(schedule: Schedule, timeZone: string, holidays: Holidays): Period[] {
  if (schedule.kind === 'as-needed') return []
  if (schedule.kind === 'once') {
    const due = schedule.inclusive ? schedule.due : addDays(schedule.due, -1)
    return [
      {
        key: schedule.due,
        title: schedule.title ?? '',
        start: schedule.opens,
        end: due,
        opensAt: instantOfLocal(schedule.opens, '00:00', timeZone),
        dueAt: dueInstant(due, schedule.dueTime, timeZone),
      },
    ]
  }
  return listDates(schedule.rrule, schedule.from, schedule.until).map((nominal, index) => {
    const due = shiftFromHoliday(nominal, schedule.holidayShift, holidays)
    const { start, end } = coveredDays(nominal, schedule.covers)
    return {
      // The nominal date: a shifted holiday or a corrected time does not make another period.
      key: nominal,
      title: fillTitle(schedule.title, { n: String(index + 1), start, end, due }),
      start,
      end,
      opensAt: instantOfLocal(addDays(due, -schedule.opensDaysBefore), '00:00', timeZone),
      dueAt: dueInstant(due, schedule.dueTime, timeZone),
    }
  })
}

function dueInstant(date: string, time: string | undefined, timeZone: string): Date {
  if (time) return instantOfLocal(date, time, timeZone)
  return new Date(instantOfLocal(addDays(date, 1), '00:00', timeZone).getTime() - 1)
}

/** Local dates of an RRULE (RFC 5545) between two days, both included; dates only, so no zone is involved. */
export function listDates(rule: string, from: string, until: string): string[] {
  const options = rrule.RRule.parseString(rule)
  const dates = new rrule.RRule({
    ...options,
    dtstart: new Date(`${from}T00:00:00Z`),
    until: new Date(`${until}T00:00:00Z`),
  }).all((_, count) => count < 1000)
  return dates.map((date) => date.toISOString().slice(0, 10))
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whether people work on that day: the list of holidays and of exchanged working days comes before the weekday. */
export function isWorkingDay(date: string, holidays: Holidays): boolean {
  const listed = holidays.find((one) => one.date === date)
  if (listed) return listed.working
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

function shiftFromHoliday(
  date: string,
  shift: 'none' | 'next-working-day' | 'previous-working-day',
  holidays: Holidays,
): string {
  if (shift === 'none') return date
  let shifted = date
  while (!isWorkingDay(shifted, holidays)) shifted = addDays(shifted, shift === 'next-working-day' ? 1 : -1)
  return shifted
}

type Covers = Extract<Schedule, { kind: 'recurring' }>['covers']

function coveredDays(due: string, covers: Covers): { start: string; end: string } {
  const [year, month, day] = due.split('-').map(Number) as [number, number, number]
  const date = (y: number, m: number, d: number) => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10)
  switch (covers) {
    case 'same-day':
      return { start: due, end: due }
    case 'previous-day':
      return { start: addDays(due, -1), end: addDays(due, -1) }
    case 'previous-7-days':
      return { start: addDays(due, -7), end: addDays(due, -1) }
    case 'previous-week': {
      const monday = addDays(due, -((new Date(`${due}T00:00:00Z`).getUTCDay() + 6) % 7))
      return { start: addDays(monday, -7), end: addDays(monday, -1) }
    }
    case 'same-month':
      return { start: date(year, month, 1), end: date(year, month + 1, 0) }
    case 'previous-month':
      return { start: date(year, month - 1, 1), end: date(year, month, 0) }
    // 旬: the last one that has ended by the due date.
    case 'ten-days':
      if (day > 20) return { start: date(year, month, 11), end: date(year, month, 20) }
      if (day > 10) return { start: date(year, month, 1), end: date(year, month, 10) }
      return { start: date(year, month - 1, 21), end: date(year, month, 0) }
    // 统计月: from the 25th to the 24th, the last one that has ended by the due date.
    case 'statistical-month':
      return day > 24
        ? { start: date(year, month - 1, 25), end: date(year, month, 24) }
        : { start: date(year, month - 2, 25), end: date(year, month - 1, 24) }
  }
}

function fillTitle(title: string, values: { n: string; start: string; end: string; due: string }): string {
  const say = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
  return title
    .replaceAll('{n}', values.n)
    .replaceAll('{start}', say(values.start))
    .replaceAll('{end}', say(values.end))
    .replaceAll('{due}', say(values.due))
    .replaceAll('{month}', String(Number(values.start.slice(5, 7))))
}
