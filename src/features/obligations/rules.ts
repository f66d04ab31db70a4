import type { ObligationState } from './contract.ts'

export const obligationStates: ObligationState[] = [
  'not-open',
  'open',
  'due-soon',
  'overdue',
  'submitted',
  'submitted-late',
  'returned',
  'accepted',
  'exempted',
]

/** The stored facts that a state is derived from; instants are compared in milliseconds. */
export interface ObligationFacts {
  opensAt: Date
  dueAt: Date
  standing: 'none' | 'submitted' | 'checked' | 'accepted' | 'returned'
  onTime: boolean | null
  exempted: boolean
  dueSoonHours: number
}

export function describeState(facts: ObligationFacts, now: Date): ObligationState {
  if (facts.exempted) return 'exempted'
  if (facts.standing === 'accepted') return 'accepted'
  if (facts.standing === 'returned') return 'returned'
  if (facts.standing !== 'none') return facts.onTime ? 'submitted' : 'submitted-late'
  if (now < facts.opensAt) return 'not-open'
  if (now > facts.dueAt) return 'overdue'
  const left = facts.dueAt.getTime() - now.getTime()
  return left <= facts.dueSoonHours * 3_600_000 ? 'due-soon' : 'open'
}

/** A report is on time up to and including the due instant, to the millisecond. */
export function isOnTime(submittedAt: Date, dueAt: Date): boolean {
  return submittedAt.getTime() <= dueAt.getTime()
}

export interface Progress {
  expected: number
  actual: number
  onTime: number
  reportingRate: number | null
  reportingRateOnTime: number | null
}

/** DHIS2 "reporting rate" and "reporting rate on time": fractions of the expected reports. */
export function measureProgress(expected: number, actual: number, onTime: number): Progress {
  return {
    expected,
    actual,
    onTime,
    reportingRate: expected === 0 ? null : actual / expected,
    reportingRateOnTime: expected === 0 ? null : onTime / expected,
  }
}

/** A cell of the matrix: indexes into its columns and states. */
export interface Cell {
  column: number
  state: number
  late: boolean
  extended: boolean
}

/** The sign of a cell as the contract describes it. */
export function signOfCell(cell: Omit<Cell, 'column'>): string {
  return (cell.state * 4 + (cell.late ? 2 : 0) + (cell.extended ? 1 : 0)).toString(36)
}

export function readCells(text: string): Cell[] {
  return [...text].flatMap((sign, column) => {
    if (sign === '-') return []
    const value = parseInt(sign, 36)
    return [{ column, state: value >> 2, late: (value & 2) > 0, extended: (value & 1) > 0 }]
  })
}
