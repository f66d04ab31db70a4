import { isOnTime } from '../obligations/rules.ts'
import type { Coverage, Standing } from './contract.ts'

/** A revision as it stood at the instant of the table. */
export interface RevisionFacts {
  revision: number
  submittedAt: Date
  onTime: boolean
  returned: boolean
}

/**
 * How a unit stands with its newest obligation. `revisions` oldest first. A correction keeps the punctuality
 * of an earlier revision that was not returned; an extension makes on time what came before its end.
 */
export function judgeStanding(exempted: boolean, dueAt: Date, revisions: RevisionFacts[]): Standing {
  if (exempted) return 'exempted'
  const last = revisions.at(-1)
  if (!last) return 'missing'
  if (last.returned) return 'returned'
  let onTime = false
  let returned = false
  for (const one of revisions) {
    onTime = one.onTime || isOnTime(one.submittedAt, dueAt) || (!returned && onTime)
    returned = one.returned
  }
  return onTime ? 'on-time' : 'late'
}

export interface IndicatorTotal {
  code: string
  value: number | null
  contributors: number
}

/** Blank is not zero: an indicator for which nobody gave a number stays blank. */
export function sumFigures(codes: string[], rows: { values: (number | null)[] }[]): IndicatorTotal[] {
  return codes.map((code, index) => {
    let value: number | null = null
    let contributors = 0
    for (const row of rows) {
      const given = row.values[index]
      if (given === null || given === undefined) continue
      value = (value ?? 0) + given
      contributors += 1
    }
    return { code, value, contributors }
  })
}

/** Exempted units are not expected. `included`: units whose figures are in the totals. */
export function countCoverage(units: { standing: Standing; submissionId: string | null }[]): Coverage {
  const of = (standing: Standing) => units.filter((unit) => unit.standing === standing).length
  return {
    expected: units.length - of('exempted'),
    included: units.filter((unit) => unit.submissionId !== null).length,
    onTime: of('on-time'),
    late: of('late'),
    missing: of('missing'),
    exempted: of('exempted'),
    returned: of('returned'),
  }
}

export interface Change {
  code: string
  from: number | null
  to: number | null
}

/** Indicators whose number differs; a code that one side does not have counts as blank there. */
export function compareValues(
  codes: string[],
  from: Record<string, number | null>,
  to: Record<string, number | null>,
): Change[] {
  return codes
    .map((code) => ({ code, from: from[code] ?? null, to: to[code] ?? null }))
    .filter((one) => one.from !== one.to)
}
