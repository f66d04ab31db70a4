import type { Connection } from '../../../platform/server/database.ts'
import { listUndoable } from '../act.ts'
import type { LiveEvent } from '../events.ts'
import type { HostMoment, ScreenMoment } from '../moment.ts'
import { showAnswer, showQuestion } from '../present-question.ts'
import { type Asking, type LiveState, replay, tieMs } from '../replay.ts'
import { sumScores } from '../scores.ts'
import type { LiveSetup } from '../setup.ts'
import { type ContestRow, type TeamRow, listTeamRows } from './queries.ts'
import { readLog } from './read-log.ts'
import { readSetup } from './read-setup.ts'

/** What everybody may see. The answer goes in when it is shown and not before. */
export async function presentScreen(db: Connection, contest: ContestRow, now: Date): Promise<ScreenMoment> {
  const log = await readLog(db, contest.id)
  return screenOf(await readSetup(db, contest), replay(log), {
    version: versionOf(contest, log),
    line: findHostLine(log)?.number ?? 0,
    now,
  })
}

export async function presentHost(db: Connection, contest: ContestRow, now: Date): Promise<HostMoment> {
  const log = await readLog(db, contest.id)
  const teams = await listTeamRows(db, contest.id)
  const last = findHostLine(log)
  return {
    version: versionOf(contest, log),
    now: now.getTime(),
    turn: last?.number ?? 0,
    state: replay(log),
    mayUndo: listUndoable(log).length > 0,
    mayRedo: last?.kind === 'undone' ? last.number : null,
    telephones: teams.map(presentTelephone),
  }
}

function presentTelephone(team: TeamRow): HostMoment['telephones'][number] {
  return {
    team: team.id,
    joined: team.device_hash !== null,
    rtt: team.rtt_ms,
    seenAt: team.seen_at?.getTime() ?? null,
  }
}

function findHostLine(log: LiveEvent[]): LiveEvent | undefined {
  return log.findLast((event) => event.kind !== 'press')
}

/** Both only grow, and so does their sum. */
function versionOf(contest: ContestRow, log: LiveEvent[]): number {
  return contest.version + (log.at(-1)?.number ?? 0)
}

export function screenOf(
  setup: LiveSetup,
  state: LiveState,
  at: { version: number; line: number; now: Date },
): ScreenMoment {
  const round = setup.rounds.find((one) => one.id === state.round)
  const standings = sumScores(
    state,
    setup.teams.map((team) => team.id),
  )
  return {
    version: at.version,
    now: at.now.getTime(),
    line: at.line,
    title: setup.title,
    place: setup.place,
    phase: state.phase,
    pausedAt: state.pausedAt,
    teams: setup.teams.map((team, index) => {
      const { score, tieBreak, place } = standings[index]!
      const takesPart = state.round === null || state.teams.includes(team.id)
      return { id: team.id, name: team.name, score, tieBreak, place, takesPart, out: whyOut(state, team.id) }
    }),
    round: round ? { title: round.title, kind: round.kind, tieBreak: round.tieBreak } : null,
    turn: state.turn,
    asking: state.asking && askingOf(setup, state, state.asking),
  }
}

function askingOf(setup: LiveSetup, state: LiveState, asking: Asking): ScreenMoment['asking'] {
  const question = setup.rounds
    .flatMap((round) => round.questions)
    .find((one) => one.id === asking.question)?.question
  if (!question) return null
  const { rules, presses, deadline } = asking
  const [first] = presses
  return {
    event: asking.event,
    number: state.asked.filter((one) => one.round === asking.round).length,
    ...showQuestion(question),
    points: rules.points,
    deduct: rules.deduct,
    foul: rules.foul,
    team: asking.team,
    presses: presses.map(({ team, at }) => ({ team, afterMs: at - first!.at })),
    decided: asking.decided,
    tieUntil: first && state.phase === 'answering' && !asking.decided ? first.at + tieMs : null,
    deadline,
    seconds: state.phase === 'open' ? rules.buzzSeconds : rules.seconds,
    verdict: asking.verdict,
    answer: state.phase === 'answered' ? showAnswer(question) : null,
  }
}

function whyOut({ asking }: LiveState, team: string): 'foul' | 'wrong' | null {
  if (!asking?.out.includes(team)) return null
  return asking.fouls.includes(team) ? 'foul' : 'wrong'
}
