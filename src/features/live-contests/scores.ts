import type { LiveState } from './replay.ts'

export interface Standing {
  team: string
  score: number
  tieBreak: number
  /** Teams of equal score and tie-break share a place. */
  place: number
}

/** The sum of what the log gave and took, in the order of `teams`. */
export function sumScores(state: LiveState, teams: readonly string[]): Standing[] {
  const sums = teams.map((team) => {
    const own = state.entries.filter((entry) => entry.team === team)
    const sum = (tieBreak: boolean) =>
      own.filter((entry) => entry.tieBreak === tieBreak).reduce((total, entry) => total + entry.points, 0)
    return { team, score: sum(false), tieBreak: sum(true) }
  })
  const isAhead = (one: (typeof sums)[number], other: (typeof sums)[number]) =>
    one.score > other.score || (one.score === other.score && one.tieBreak > other.tieBreak)
  return sums.map((one) => ({ ...one, place: 1 + sums.filter((other) => isAhead(other, one)).length }))
}

/** Teams that share the best place that is shared; a tie-break is for them. */
export function findTied(standings: readonly Standing[]): string[] {
  const places = standings.map((one) => one.place).sort((a, b) => a - b)
  const shared = places.find((place, index) => places[index + 1] === place)
  return shared === undefined ? [] : standings.filter((one) => one.place === shared).map((one) => one.team)
}
