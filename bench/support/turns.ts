import { listPostgresProcesses, measureCpuMs } from '../../tests/support/server-process.ts'
import { say, sayFigure, sayNone } from './figures.ts'
import { type LoadResult, median } from './load.ts'

const rounds = 3
const seconds = 4

/** Something whose rate is measured. `pid`: of the process that serves it. */
export interface Side {
  pid?: number
  run: (seconds: number) => Promise<LoadResult>
}

/** Processor time of a request in milliseconds: of the server's process, of PostgreSQL, and of this one, which asks. */
export type Round = LoadResult & { serverMs: number; postgresMs: number; clientMs: number }

/** Each side warms up, then they take turns, so that a slow minute of the machine hits all alike. */
export async function takeTurns(dataDir: string, sides: Side[]): Promise<Round[][]> {
  for (const side of sides) await side.run(2)
  const results: Round[][] = sides.map(() => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, side] of sides.entries()) results[index]!.push(await runRound(dataDir, side))
  return results
}

async function runRound(dataDir: string, { pid, run }: Side): Promise<Round> {
  const server = watchCpu(pid === undefined ? [] : [pid])
  const postgres = watchCpu(listPostgresProcesses(dataDir))
  const own = process.cpuUsage()
  const result = await run(seconds)
  const { user, system } = process.cpuUsage(own)
  return {
    ...result,
    serverMs: server() / result.count,
    postgresMs: postgres() / result.count,
    clientMs: (user + system) / 1000 / result.count,
  }
}

/** Gives a function that tells what they have used since, of those that are still there. */
function watchCpu(pids: number[]): () => number {
  const read = (pid: number) => {
    try {
      return measureCpuMs(pid)
    } catch {
      return null
    }
  }
  const before = pids.map(read)
  return () => {
    const spent = pids.map((pid, index) => (read(pid) ?? before[index] ?? 0) - (before[index] ?? 0))
    return spent.reduce((sum, one) => sum + one, 0)
  }
}

export function sayRates(name: string, rounds: Round[]): void {
  const rates = rounds.map((one) => Math.round(one.perSecond)).join(', ')
  const cpu = (of: (one: Round) => number) => median(rounds.map(of)).toFixed(3)
  say(
    `${name}: ${rates}/s; each takes ${cpu((one) => one.serverMs)} ms of the server's processor time, ${cpu((one) => one.postgresMs)} of PostgreSQL's, ${cpu((one) => one.clientMs)} of the client's`,
  )
  sayNone(
    '  refused',
    rounds.reduce((sum, one) => sum + one.refused, 0),
  )
  const refusal = rounds.find((one) => one.firstRefusal)?.firstRefusal
  if (refusal) say(`  first refusal: ${refusal}`)
}

/** Of medians, and of processor time, which other work on the machine hardly changes; without a goal it is told beside the one that has it. */
export function sayRatio(name: string, own: Round[], reference: Round[], atLeast: number | null = 0.4): void {
  const rate = (list: Round[]) => median(list.map((one) => one.perSecond))
  const ratio = rate(own) / rate(reference)
  const spent = (list: Round[]) => median(list.map((one) => one.serverMs + one.postgresMs + one.clientMs))
  if (atLeast === null) say(`ratio of ${name}: ${ratio.toFixed(2)}`)
  else sayFigure(`ratio of ${name}`, ratio, { atLeast, digits: 2 })
  say(`  by processor time in all: ${(spent(reference) / spent(own)).toFixed(2)}`)
}
