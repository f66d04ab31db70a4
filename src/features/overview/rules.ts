import type { Recording } from '../campaign/recording.ts'

/** Indicators that count people present; their sum is what the pictures of the work call 参与人次. */
export function listPeopleIndicators(recording: Recording): string[] {
  return [
    ...new Set(
      recording.activityTypes.flatMap((type) =>
        type.counts.filter((one) => one.from === 'participants').map((one) => one.indicator),
      ),
    ),
  ]
}

/** Local days as weeks from Monday; `days` need not be complete. */
export function groupByWeek<T extends { day: string }>(days: T[]): Map<string, T[]> {
  const weeks = new Map<string, T[]>()
  for (const one of days) {
    const at = new Date(`${one.day}T00:00:00Z`)
    at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
    const monday = at.toISOString().slice(0, 10)
    weeks.set(monday, [...(weeks.get(monday) ?? []), one])
  }
  return new Map([...weeks].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export type Freshness = 'recent' | 'earlier' | 'none'

/** Whether a unit's newest record is of the last seven local days, today among them. */
export function judgeFreshness(lastDay: string | null, today: string): Freshness {
  if (lastDay === null) return 'none'
  const week = Date.parse(`${today}T00:00:00Z`) - 6 * 86_400_000
  return Date.parse(`${lastDay}T00:00:00Z`) >= week ? 'recent' : 'earlier'
}

/**
 * One of four steps of a number between the smallest and the largest that is not zero; 0 for none. Steps are for the
 * eye, the number is always written beside.
 */
export function chooseStep(value: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0 || most <= 0) return 0
  return Math.min(4, Math.ceil((value / most) * 4)) as 1 | 2 | 3 | 4
}
