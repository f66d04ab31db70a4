import type { ObligationState } from '../contract.ts'
import './state-sign.css'

/** A state by sign and word; colour only repeats what they say. */
export const stateSigns: Record<ObligationState, { sign: string; word: string; tone: string }> = {
  'not-open': { sign: '○', word: '未开始', tone: 'quiet' },
  open: { sign: '◔', word: '待报', tone: 'accent' },
  'due-soon': { sign: '◑', word: '将到期', tone: 'amber' },
  overdue: { sign: '✕', word: '逾期未报', tone: 'danger' },
  submitted: { sign: '●', word: '已报', tone: 'accent' },
  'submitted-late': { sign: '◐', word: '迟报', tone: 'amber' },
  returned: { sign: '↩', word: '退回', tone: 'danger' },
  accepted: { sign: '✔', word: '通过', tone: 'green' },
  exempted: { sign: '–', word: '免报', tone: 'quiet' },
}

export function sayState(state: ObligationState, late = false): string {
  return state === 'accepted' && late ? '通过（迟报）' : stateSigns[state].word
}

export function StateSign({
  state,
  late = false,
  withWord = true,
}: {
  state: ObligationState
  late?: boolean
  withWord?: boolean
}) {
  const { sign, tone } = stateSigns[state]
  return (
    <span className={`state-sign state-${tone}`}>
      <span aria-hidden="true" className="state-sign-mark">
        {sign}
      </span>
      <span className={withWord ? undefined : 'visually-hidden'}>{sayState(state, late)}</span>
    </span>
  )
}

/** What the signs mean, in one line. */
export function StateLegend({ states }: { states: readonly ObligationState[] }) {
  return (
    <p className="state-legend" aria-label="图例">
      {states.map((state) => (
        <StateSign key={state} state={state} />
      ))}
    </p>
  )
}
