import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schedule } from './definition.ts'
import { addDays, isWorkingDay, planPeriods } from './schedule.ts'

const zone = 'Asia/Shanghai'
const plan = (input: object, holidays: Parameters<typeof planPeriods>[2] = []) =>
  planPeriods(schedule.parse(input), zone, holidays)
const weekly = {
  kind: 'recurring',
  rrule: 'FREQ=WEEKLY;BYDAY=TH',
  from: '2022-06-01',
  until: '2022-06-30',
  dueTime: '10:00',
  covers: 'previous-7-days',
  title: '第{n}次周报（{start}–{end}）',
}

describe('a schedule', () => {
  it('includes the whole day of "5月30日前"', () => {
    const [period] = plan({ kind: 'once', opens: '2022-05-23', due: '2022-05-30' })
    expect(period?.dueAt.toISOString()).toBe('2022-05-30T15:59:59.999Z')
  })

  it('can exclude the day it names', () => {
    const [period] = plan({ kind: 'once', opens: '2022-05-23', due: '2022-05-30', inclusive: false })
    expect(period?.dueAt.toISOString()).toBe('2022-05-29T15:59:59.999Z')
  })

  it('asks for a report every Thursday of June at 10:00', () => {
    const periods = plan(weekly)
    expect(periods.map((one) => one.key.slice(8))).toEqual(['02', '09', '16', '23', '30'])
    expect(periods[1]).toMatchObject({
      title: '第2次周报（6月2日–6月8日）',
      start: '2022-06-02',
      end: '2022-06-08',
    })
    expect(periods[1]?.dueAt.toISOString()).toBe('2022-06-09T02:00:00.000Z')
  })

  it('moves off holidays only where told to, and keeps the key', () => {
    const holidays = [{ date: '2022-06-09', name: '调休', working: false }]
    expect(plan(weekly, holidays)[1]?.dueAt.toISOString()).toBe('2022-06-09T02:00:00.000Z')
    const shifted = plan({ ...weekly, holidayShift: 'next-working-day' }, holidays)[1]
    expect([shifted?.key, shifted?.dueAt.toISOString()]).toEqual(['2022-06-09', '2022-06-10T02:00:00.000Z'])
    const earlier = plan({ ...weekly, holidayShift: 'previous-working-day' }, holidays)[1]
    expect(earlier?.dueAt.toISOString()).toBe('2022-06-08T02:00:00.000Z')
  })

  it.each([
    ['FREQ=DAILY', 'previous-day', '2022-06-01', '2022-05-31', '2022-05-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,11,21', 'ten-days', '2022-06-01', '2022-05-21', '2022-05-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=25', 'statistical-month', '2022-06-25', '2022-05-25', '2022-06-24'],
    ['FREQ=MONTHLY;BYMONTHDAY=5', 'previous-month', '2022-06-05', '2022-05-01', '2022-05-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'same-month', '2022-06-30', '2022-06-01', '2022-06-30'],
    ['FREQ=YEARLY;BYMONTH=6,9,12;BYMONTHDAY=10', 'same-day', '2022-06-10', '2022-06-10', '2022-06-10'],
    ['FREQ=WEEKLY;BYDAY=TU', 'previous-week', '2022-06-07', '2022-05-30', '2022-06-05'],
  ])('%s covering the %s', (rrule, covers, key, start, end) => {
    const [first] = plan({ ...weekly, rrule, covers })
    expect(first).toMatchObject({ key, start, end })
  })

  it('yields distinct periods in order, each opening before it is due, never due on a day off when shifted', () => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=SU',
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 120 }),
        (rrule, offset, days) => {
          const from = addDays('2000-01-01', offset)
          const periods = plan({
            ...weekly,
            rrule,
            from,
            until: addDays(from, days),
            holidayShift: 'next-working-day',
          })
          expect(new Set(periods.map((one) => one.key)).size).toBe(periods.length)
          periods.forEach((one, index) => {
            expect(one.opensAt < one.dueAt).toBe(true)
            expect(one.start <= one.end).toBe(true)
            expect(isWorkingDay(one.dueAt.toISOString().slice(0, 10), [])).toBe(true)
            if (index > 0) expect(one.dueAt >= periods[index - 1]!.dueAt).toBe(true)
          })
        },
      ),
    )
  })
})
