import type { AskingRules, HostFact, LiveEvent } from './events.ts'
import { type LiveState, listInForce } from './replay.ts'
import type { LiveSetup, RoundSetup } from './setup.ts'

/** What a host can do. */
export type HostAction =
  | { do: 'begin-round'; round: string; teams?: string[] | undefined }
  | { do: 'set-turn'; team: string; stake: number | null }
  | { do: 'show-question' }
  | { do: 'substitute' }
  | { do: 'open' }
  | { do: 'decide'; team: string }
  | { do: 'judge'; right: boolean }
  | { do: 'show-answer' }
  | { do: 'pause' }
  | { do: 'resume' }
  | { do: 'adjust'; team: string; points: number; note: string }
  | { do: 'undo' }
  | { do: 'take-back'; event: number }
  | { do: 'end'; count: boolean }
  | { do: 'restart' }

/** The line that an action writes, or null when it is not possible now. */
export function factOf(
  action: HostAction,
  state: LiveState,
  setup: LiveSetup,
  log: readonly LiveEvent[],
): HostFact | null {
  const { asking, phase } = state
  const round = setup.rounds.find((one) => one.id === state.round)
  const isTeam = (id: string) => setup.teams.some((team) => team.id === id)
  const isAsking = asking !== null && phase !== 'answered'
  switch (action.do) {
    case 'begin-round': {
      const begun = setup.rounds.find((one) => one.id === action.round)
      const teams = setup.teams.map((team) => team.id).filter((id) => action.teams?.includes(id) ?? true)
      if (!begun || setup.teams.length < 2 || teams.length === 0 || isAsking || phase === 'ended') return null
      return { kind: 'round-begun', round: begun.id, teams }
    }
    case 'set-turn': {
      if (!round || isAsking || phase === 'ended' || !state.teams.includes(action.team)) return null
      if (round.kind === 'buzzer') return null
      if (action.stake !== null && !round.stakes.includes(action.stake)) return null
      return { kind: 'turn-set', team: action.team, stake: round.kind === 'risk' ? action.stake : null }
    }
    case 'show-question':
      return round && !isAsking && phase !== 'ended' ? showNext(state, round) : null
    case 'substitute': {
      const spare = round && findSpare(state, round)
      if (!spare || !asking || !isAsking || asking.verdict) return null
      const { team, rules } = asking
      return {
        kind: 'question-shown',
        question: spare,
        round: asking.round,
        team: rules.kind === 'buzzer' ? null : team,
        rules,
      }
    }
    case 'open':
      return mayOpen(state) ? { kind: 'opened' } : null
    case 'decide':
      if (asking?.rules.kind !== 'buzzer' || asking.verdict || state.pausedAt !== null) return null
      if (phase !== 'open' && phase !== 'answering') return null
      if (!state.teams.includes(action.team) || asking.out.includes(action.team)) return null
      return { kind: 'buzz-decided', team: action.team }
    case 'judge':
      return judge(state, action.right)
    case 'show-answer':
      return isAsking ? { kind: 'answer-shown' } : null
    case 'pause':
      return isAsking && state.pausedAt === null ? { kind: 'paused' } : null
    case 'resume':
      return state.pausedAt === null ? null : { kind: 'resumed' }
    case 'adjust':
      if (!isTeam(action.team) || action.points === 0) return null
      return { kind: 'adjusted', team: action.team, points: action.points, note: action.note }
    case 'undo': {
      const events = listUndoable(log)
      return events.length > 0 ? { kind: 'undone', events } : null
    }
    case 'take-back':
      return mayTakeBack(log, action.event) ? { kind: 'undone', events: [action.event] } : null
    case 'end':
      return phase !== 'ready' && phase !== 'ended' && !isAsking
        ? { kind: 'ended', counted: action.count }
        : null
    case 'restart':
      return phase === 'ready' ? null : { kind: 'restarted' }
  }
}

/** The host's last line in force, and the presses that came of it. */
export function listUndoable(log: readonly LiveEvent[]): number[] {
  const inForce = listInForce(log)
  const events: number[] = []
  for (let index = inForce.length - 1; index >= 0; index -= 1) {
    const event = inForce[index]!
    if (event.kind === 'undone') continue
    events.unshift(event.number)
    if (event.kind !== 'press') return events
  }
  return []
}

/**
 * Points may be taken back at any later time, for instance after an objection. Of the last line, which took others
 * back, too: they are in force again.
 */
export function mayTakeBack(log: readonly LiveEvent[], number: number): boolean {
  const event = listInForce(log).find((one) => one.number === number)
  if (!event) return false
  if (event.kind === 'judged' || event.kind === 'adjusted') return true
  return event.kind === 'undone' && event === log.findLast((one) => one.kind !== 'press')
}

/** Whose turn it is in a round where teams are named: the one that was asked least, in the order of teams. */
export function findNextTeam(state: LiveState): string | null {
  const count = (team: string) =>
    state.asked.filter((one) => one.round === state.round && one.team === team).length
  const [next] = [...state.teams].sort((a, b) => count(a) - count(b))
  return next ?? null
}

export function listUnasked(state: LiveState, round: RoundSetup): string[] {
  return round.questions.filter((one) => !one.spare && !state.used.includes(one.id)).map((one) => one.id)
}

export function findSpare(state: LiveState, round: RoundSetup): string | null {
  return round.questions.find((one) => one.spare && !state.used.includes(one.id))?.id ?? null
}

function showNext(state: LiveState, round: RoundSetup): HostFact | null {
  const [question] = listUnasked(state, round)
  const team = round.kind === 'buzzer' ? null : (state.turn?.team ?? findNextTeam(state))
  const stake = state.turn?.stake ?? null
  if (!question || (round.kind === 'risk' && (stake === null || !state.turn))) return null
  const rules: AskingRules = {
    kind: round.kind,
    tieBreak: round.tieBreak,
    points: round.kind === 'risk' ? stake! : round.points,
    deduct: round.kind === 'risk' ? stake! : round.deduct,
    foul: round.kind === 'buzzer' ? round.foul : 0,
    seconds: round.seconds,
    buzzSeconds: round.buzzSeconds,
  }
  return { kind: 'question-shown', question, round: round.id, team, rules }
}

function mayOpen({ asking, phase, pausedAt, teams }: LiveState): boolean {
  if (!asking || pausedAt !== null) return false
  if (phase === 'shown') return true
  // After a wrong answer, or when nobody pressed: once more, for those who are still in.
  const left = teams.filter((team) => !asking.out.includes(team) && team !== asking.verdict?.team)
  if (asking.rules.kind !== 'buzzer' || left.length === 0) return false
  return phase === 'open' || phase === 'answering' || (phase === 'judged' && asking.verdict?.right === false)
}

function judge({ asking, phase, pausedAt }: LiveState, right: boolean): HostFact | null {
  if (!asking?.team || asking.verdict || pausedAt !== null) return null
  if (phase !== 'answering' && !(phase === 'shown' && asking.rules.kind !== 'buzzer')) return null
  const { team, rules } = asking
  return {
    kind: 'judged',
    team,
    right,
    points: right ? rules.points : rules.deduct === 0 ? 0 : -rules.deduct,
  }
}
