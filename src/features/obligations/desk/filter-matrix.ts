import { matchUnits } from '../../org/rules.ts'
import type { ObligationState } from '../contract.ts'
import type { Matrix, MatrixRow } from './use-matrix.ts'

/** Choices of 「只看」, each a set of states that a unit has at least once. */
export const stateFilters = {
  missing: { label: '未报', states: ['open', 'due-soon', 'overdue'] },
  overdue: { label: '逾期未报', states: ['overdue'] },
  returned: { label: '退回', states: ['returned'] },
  waiting: { label: '待审', states: ['submitted', 'submitted-late'] },
  late: { label: '迟报', states: ['submitted-late'] },
} as const satisfies Record<string, { label: string; states: readonly ObligationState[] }>

export type StateFilter = keyof typeof stateFilters

export interface MatrixFilter {
  text: string
  tag: string
  state: StateFilter | ''
}

/** Indexes into `data.states` of what is looked for; empty when everything is. */
export function statesWanted(data: Matrix, state: StateFilter | ''): ReadonlySet<number> {
  if (state === '') return new Set()
  return new Set(stateFilters[state].states.map((one) => data.states.indexOf(one)))
}

/** By name, alias, pinyin and small typing errors as everywhere; then by tag and state. Order stays the directory's. */
export function filterRows(data: Matrix, filter: MatrixFilter): MatrixRow[] {
  const wanted = statesWanted(data, filter.state)
  const named = filter.text.trim() === '' ? null : findByText(data, filter.text)
  return data.rows.filter(
    (row) =>
      (!named || named.has(row.unit.code)) &&
      (filter.tag === '' || row.unit.tags.includes(filter.tag)) &&
      (wanted.size === 0 || row.cells.some((cell) => wanted.has(cell.state))),
  )
}

/** `search` holds names and their pinyin, separated by blanks. */
function findByText(data: Matrix, text: string): Set<string> {
  const units = data.rows.map(({ unit }) => {
    const words = unit.search.split(' ')
    return {
      code: unit.code,
      name: unit.name,
      names: words.filter((word) => !/^[a-z]+$/.test(word)),
      pinyin: words.filter((word) => /^[a-z]+$/.test(word)).join(' '),
    }
  })
  return new Set(matchUnits(units, text, units.length).map((one) => one.code))
}
