import { type HostAction, findNextTeam, listUnasked } from './act.ts'
import type { LiveState } from './replay.ts'
import { findTied, sumScores } from './scores.ts'
import type { LiveSetup, RoundSetup } from './setup.ts'

export interface NextStep {
  label: string
  /** Null while something else has to come first: a press, a verdict, a choice. */
  action: HostAction | null
}

/** The one thing that comes next, for the host's large button and the space bar. `now`: the server's clock in ms. */
export function findNextStep(state: LiveState, setup: LiveSetup, now: number): NextStep {
  const { asking, phase } = state
  if (state.pausedAt !== null) return { label: '继续', action: { do: 'resume' } }
  if (phase === 'ended') return { label: '比赛已结束', action: null }
  if (phase === 'shown')
    return asking!.rules.kind === 'buzzer'
      ? { label: '开始抢答', action: { do: 'open' } }
      : { label: '开始计时', action: { do: 'open' } }
  if (phase === 'open')
    return now > asking!.deadline!
      ? { label: '无人抢答，公布答案', action: { do: 'show-answer' } }
      : { label: '等待抢答…', action: null }
  if (phase === 'answering') return { label: '请判定：对 或 错', action: null }
  if (phase === 'judged') return { label: '公布答案', action: { do: 'show-answer' } }
  const round = setup.rounds.find((one) => one.id === state.round)
  if (!round) return beginNext(state, setup)
  const unasked = listUnasked(state, round)
  const enough = round.tieBreak && phase === 'answered' && !isStillTied(state, setup)
  return unasked.length === 0 || enough
    ? beginNext(state, setup)
    : ask(state, setup, round, round.questions.filter((one) => !one.spare).length - unasked.length + 1)
}

function ask(state: LiveState, setup: LiveSetup, round: RoundSetup, number: number): NextStep {
  const name = (id: string | null | undefined) => setup.teams.find((team) => team.id === id)?.name ?? ''
  const action = { do: 'show-question' } as const
  if (round.kind === 'buzzer') return { label: `出题：第 ${number} 题`, action }
  if (round.kind === 'required')
    return { label: `出题：${name(state.turn?.team ?? findNextTeam(state))}`, action }
  if (!state.turn) return { label: '请选择答题的队', action: null }
  if (state.turn.stake === null) return { label: `请${name(state.turn.team)}选择分值`, action: null }
  return { label: `出题：${name(state.turn.team)}，${state.turn.stake} 分`, action }
}

function beginNext(state: LiveState, setup: LiveSetup): NextStep {
  const regular = setup.rounds.filter((one) => !one.tieBreak)
  const at = regular.findIndex((one) => one.id === state.round)
  const inTieBreak = setup.rounds.some((one) => one.id === state.round && one.tieBreak)
  const next = inTieBreak ? undefined : regular[at + 1]
  if (next) return { label: `开始：${next.title}`, action: { do: 'begin-round', round: next.id } }
  const tied = listTied(state, setup)
  const tieBreak = setup.rounds.find((one) => one.tieBreak && listUnasked(state, one).length > 0)
  if (tied.length > 1 && tieBreak)
    return {
      label: `开始：${tieBreak.title}`,
      action: { do: 'begin-round', round: tieBreak.id, teams: tied },
    }
  if (regular.length === 0) return { label: '还没有环节', action: null }
  return { label: '结束比赛', action: { do: 'end', count: setup.contest !== null } }
}

/** Teams that share the best shared place. */
export function listTied(state: LiveState, setup: LiveSetup): string[] {
  const teams = setup.teams.map((team) => team.id)
  return findTied(sumScores(state, teams))
}

function isStillTied(state: LiveState, setup: LiveSetup): boolean {
  const own = sumScores(
    state,
    setup.teams.map((team) => team.id),
  ).filter((one) => state.teams.includes(one.team))
  return new Set(own.map((one) => one.place)).size < own.length
}
