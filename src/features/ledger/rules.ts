import type { Count, Measure } from '../campaign/recording.ts'

export type Measures = Record<Measure, number | null>

export const noMeasures: Measures = { sessions: null, participants: null, reach: null, quantity: null }

/** What a record adds to each indicator. An indicator that it does not count into is absent; a measure not given too. */
export function countMeasures(
  counters: ReadonlyMap<string, readonly Count[]>,
  countedAs: readonly string[],
  measures: Measures,
): Map<string, number> {
  const sums = new Map<string, number>()
  const recorded = new Set<string>()
  for (const { indicator, from } of countedAs.flatMap((key) => counters.get(key) ?? [])) {
    if (from === 'record') recorded.add(indicator)
    else if (measures[from] !== null) sums.set(indicator, (sums.get(indicator) ?? 0) + measures[from])
  }
  // However many of its marks say so, one record is one case, one report.
  for (const indicator of recorded) sums.set(indicator, (sums.get(indicator) ?? 0) + 1)
  return sums
}

/** By what the work is divided in pictures of it: an activity's type, and where it went. */
export const shareKeys = {
  type: (type: string) => `type.${type}`,
  dimension: (value: string) => `dimension.${value}`,
}

/** Values by place (first place 1) as arrays; blank where a record does not count. */
export function arrangeByPlace(
  values: ReadonlyMap<string, number>,
  places: ReadonlyMap<string, number>,
): (number | null)[] {
  const row: (number | null)[] = Array.from({ length: Math.max(0, ...places.values()) }, () => null)
  for (const [code, value] of values) {
    const place = places.get(code)
    if (place !== undefined) row[place - 1] = value
  }
  return row
}

/** One number of the ledger: blank is not zero, and an adjustment of nothing recorded is that number. */
export interface LedgerFigure {
  code: string
  /** Sum over records; null where none counts. */
  derived: number | null
  /** Sum of adjustments. */
  adjusted: number
  adjustments: number
  records: number
}

export function figureInForce(figure: LedgerFigure): number | null {
  if (figure.derived === null && figure.adjustments === 0) return null
  return (figure.derived ?? 0) + figure.adjusted
}
