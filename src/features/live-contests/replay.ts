import type { AskingRules, LiveEvent, Press } from './events.ts'

/** Presses so close to the first are a tie that the host may decide. */
export const tieMs = 50

export interface Entry {
  /** The line of the log that it comes from. */
  event: number
  team: string
  points: number
  /** Tie-breaks order teams of equal scores and are no part of the score. */
  tieBreak: boolean
  reason: 'right' | 'wrong' | 'foul' | 'adjusted'
  round: string | null
  question: string | null
}

export interface Asking {
  /** The line that showed the question. */
  event: number
  question: string
  round: string
  rules: AskingRules
  /** Who answers: the named team, or who pressed. */
  team: string | null
  /** The first press and those that tie with it, in order of arrival. */
  presses: { team: string; at: number; number: number; rtt: number | null }[]
  /** The host has said who it was. */
  decided: boolean
  /** Pressed too early, or answered wrong: not heard any more for this question. */
  out: string[]
  fouls: string[]
  deadline: number | null
  verdict: { team: string; right: boolean; points: number } | null
}

export type Phase =
  | 'ready'
  | 'waiting'
  | 'shown'
  /** Buzzers are open. */
  | 'open'
  | 'answering'
  | 'judged'
  | 'answered'
  | 'ended'

export interface LiveState {
  phase: Phase
  round: string | null
  /** Teams that take part in the round. */
  teams: string[]
  /** Whose turn is next, and for how much. */
  turn: { team: string; stake: number | null } | null
  asking: Asking | null
  pausedAt: number | null
  entries: Entry[]
  /** Questions that were shown, withdrawn ones too. */
  used: string[]
  /** Questions that were put to a named team and not withdrawn, for whose turn comes next. */
  asked: { round: string; question: string; team: string | null }[]
}

export const start: LiveState = {
  phase: 'ready',
  round: null,
  teams: [],
  turn: null,
  asking: null,
  pausedAt: null,
  entries: [],
  used: [],
  asked: [],
}

/** The lines in force: those that no line in force takes back. */
export function listInForce(log: readonly LiveEvent[]): LiveEvent[] {
  const taken = new Set<number>()
  for (let index = log.length - 1; index >= 0; index -= 1) {
    const event = log[index]!
    if (event.kind === 'undone' && !taken.has(event.number))
      for (const number of event.events) if (number < event.number) taken.add(number)
  }
  return log.filter((event) => !taken.has(event.number))
}

/** The state that a log leads to. Any log leads to one: a line that does not fit changes nothing. */
export function replay(log: readonly LiveEvent[]): LiveState {
  return listInForce(log).reduce(follow, start)
}

export function follow(state: LiveState, event: LiveEvent): LiveState {
  const { asking } = state
  switch (event.kind) {
    case 'restarted':
      return start
    case 'undone':
      return state
    case 'round-begun':
      return {
        ...state,
        phase: 'waiting',
        round: event.round,
        teams: event.teams,
        turn: null,
        asking: null,
        pausedAt: null,
      }
    case 'turn-set':
      return { ...state, phase: 'waiting', asking: null, turn: { team: event.team, stake: event.stake } }
    case 'question-shown':
      return showQuestion(state, event)
    case 'press':
      return asking ? hearPress(state, asking, event) : state
    case 'opened':
      return asking ? open(state, asking, event.at) : state
    case 'buzz-decided':
      if (!asking || asking.rules.kind !== 'buzzer' || asking.verdict) return state
      return {
        ...state,
        phase: 'answering',
        asking: {
          ...asking,
          team: event.team,
          decided: true,
          deadline: after(event.at, asking.rules.seconds),
        },
      }
    case 'judged':
      return asking && !asking.verdict && state.phase !== 'answered' ? judge(state, asking, event) : state
    case 'answer-shown':
      return asking ? { ...state, phase: 'answered', pausedAt: null, turn: null } : state
    case 'paused':
      return state.pausedAt === null ? { ...state, pausedAt: event.at } : state
    case 'resumed':
      return resume(state, event.at)
    case 'adjusted':
      return addEntry(state, { ...event, tieBreak: false, reason: 'adjusted' })
    case 'ended':
      return { ...state, phase: 'ended', asking: null, pausedAt: null, turn: null }
  }
}

function showQuestion(state: LiveState, event: LiveEvent & { kind: 'question-shown' }): LiveState {
  const { question, round, team, rules } = event
  // A question that comes in place of one that is still open withdraws it.
  const replaces =
    state.asking && !state.asking.verdict && state.phase !== 'answered' ? state.asking.question : null
  return {
    ...state,
    phase: 'shown',
    turn: null,
    pausedAt: null,
    asking: {
      event: event.number,
      question,
      round,
      rules,
      team,
      presses: [],
      decided: false,
      out: [],
      fouls: [],
      deadline: null,
      verdict: null,
    },
    used: [...state.used, question],
    asked: [...state.asked.filter((one) => one.question !== replaces), { round, question, team }],
  }
}

function open(state: LiveState, asking: Asking, at: number): LiveState {
  if (state.phase === 'answered' || asking.verdict?.right) return state
  const { rules, verdict } = asking
  if (rules.kind !== 'buzzer')
    return verdict
      ? state
      : { ...state, phase: 'answering', asking: { ...asking, deadline: after(at, rules.seconds) } }
  const out = verdict && !asking.out.includes(verdict.team) ? [...asking.out, verdict.team] : asking.out
  return {
    ...state,
    phase: 'open',
    asking: {
      ...asking,
      out,
      team: null,
      presses: [],
      decided: false,
      verdict: null,
      deadline: after(at, rules.buzzSeconds),
    },
  }
}

function hearPress(state: LiveState, asking: Asking, press: Press): LiveState {
  const { team, at, number, rtt } = press
  if (asking.rules.kind !== 'buzzer' || state.pausedAt !== null) return state
  if (!state.teams.includes(team) || asking.out.includes(team)) return state
  if (state.phase === 'shown') {
    const fouled = {
      ...state,
      asking: { ...asking, out: [...asking.out, team], fouls: [...asking.fouls, team] },
    }
    return addEntry(fouled, {
      number,
      team,
      points: asking.rules.foul === 0 ? 0 : -asking.rules.foul,
      tieBreak: asking.rules.tieBreak,
      reason: 'foul',
    })
  }
  const heard = { team, at, number, rtt }
  if (state.phase === 'open' && at <= asking.deadline!)
    return {
      ...state,
      phase: 'answering',
      asking: { ...asking, team, presses: [heard], deadline: after(at, asking.rules.seconds) },
    }
  const [first] = asking.presses
  const ties =
    state.phase === 'answering' &&
    first !== undefined &&
    Math.abs(at - first.at) <= tieMs &&
    !asking.presses.some((one) => one.team === team)
  return ties ? { ...state, asking: { ...asking, presses: [...asking.presses, heard] } } : state
}

function judge(state: LiveState, asking: Asking, event: LiveEvent & { kind: 'judged' }): LiveState {
  const { team, right, points } = event
  const judged: LiveState = {
    ...state,
    phase: 'judged',
    pausedAt: null,
    asking: { ...asking, team, verdict: { team, right, points }, deadline: null },
  }
  return addEntry(judged, { ...event, tieBreak: asking.rules.tieBreak, reason: right ? 'right' : 'wrong' })
}

function resume(state: LiveState, at: number): LiveState {
  if (state.pausedAt === null) return state
  const { asking, pausedAt } = state
  const longer = Math.max(0, at - pausedAt)
  return {
    ...state,
    pausedAt: null,
    asking: asking?.deadline ? { ...asking, deadline: asking.deadline + longer } : asking,
  }
}

function addEntry(
  state: LiveState,
  from: Pick<Entry, 'team' | 'points' | 'tieBreak' | 'reason'> & { number: number },
): LiveState {
  const { number, team, points, tieBreak, reason } = from
  const about = reason === 'adjusted' ? null : state.asking
  const entry = {
    event: number,
    team,
    points,
    tieBreak,
    reason,
    round: about?.round ?? null,
    question: about?.question ?? null,
  }
  return { ...state, entries: [...state.entries, entry] }
}

function after(at: number, seconds: number): number {
  return at + seconds * 1000
}
