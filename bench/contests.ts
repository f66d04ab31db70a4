import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { findDatabase } from '../tests/support/find-database.ts'
import { formatRequest } from '../tests/support/raw-client.ts'
import { measureCpuMs, startServer } from '../tests/support/server-process.ts'
import { measureBoard } from './contest-board.ts'
import { measureContestKills } from './contest-kills.ts'
import { type Crowd, buildCrowd, contestPath } from './support/contest-crowd.ts'
import { say, sayFigure, sayNone } from './support/figures.ts'
import { type LoadResult, median, runLoad } from './support/load.ts'

const connections = 64
const rounds = 3
const seconds = 4
const citizens = 60_000

/** Everything that a contest's busiest hour needs, each part on a database of its own. */
export async function measureContests(): Promise<void> {
  for (const [name, measure] of [
    ['finishing and drawing', async (dir: string) => measureRates(await buildCrowd(dir, citizens))],
    ['leaderboard', async (dir: string) => measureBoard(await buildCrowd(dir, 200))],
    ['kills', async (dir: string) => measureContestKills(await buildCrowd(dir, 500))],
  ] as const) {
    say(` ${name}`)
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anyue contests '))
    try {
      await measure(dataDir)
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}

/**
 * Finishing (found by its device, graded, stored, counted, ranked, durable, explained) against a bare route with one
 * INSERT of the same body; drawing a practice paper against the same server's smallest JSON reply. In turns, medians.
 */
async function measureRates(crowd: Crowd): Promise<void> {
  const server = await startServer({ DATA_DIR: crowd.dataDir })
  const bare = await startServer({ DATABASE_URL: await findDatabase(crowd.dataDir) }, [
    process.execPath,
    '--import',
    'tsx',
    new URL('support/bare-server.ts', import.meta.url).pathname,
  ])
  try {
    const body = JSON.stringify({ answers: answerAll(crowd.length) })
    let used = 0
    const finish = (time: number) =>
      load(server.url, time, () => {
        const one = crowd.answering[used++]
        if (!one) throw new Error('bench: no running attempt is left')
        return formatRequest(
          'POST',
          `${contestPath}/attempts/${one.attempt}/finish`,
          { cookie: one.cookie },
          body,
        )
      })
    const insert = (time: number) => load(bare.url, time, () => formatRequest('POST', '/', {}, body))
    const draw = (time: number) =>
      load(server.url, time, () => formatRequest('POST', `${contestPath}/practice`, {}))
    const plain = (time: number) => load(server.url, time, () => formatRequest('GET', '/api/health', {}))
    const finished = await takeTurns([finish, server.pid], [insert, bare.pid])
    sayRatio('attempts finished', 'bare insert', finished)
    sayFigure('p99 of finishing', Math.max(...finished.own.map((one) => one.p99)), {
      atMost: 250,
      unit: ' ms',
    })
    sayRatio('practice papers drawn', 'plain JSON', await takeTurns([draw, server.pid], [plain, server.pid]))
  } finally {
    await bare.stop()
    await server.stop()
  }
}

function load(url: string, time: number, next: () => string): Promise<LoadResult> {
  return runLoad({ url, connections, seconds: time, next })
}

type Side = [run: (seconds: number) => Promise<LoadResult>, pid: number]
/** `cpuMs`: of the server's process, a request. */
type Round = LoadResult & { cpuMs: number }

async function takeTurns(own: Side, reference: Side): Promise<{ own: Round[]; reference: Round[] }> {
  const result: { own: Round[]; reference: Round[] } = { own: [], reference: [] }
  await own[0](2)
  await reference[0](2)
  for (let round = 0; round < rounds; round += 1) {
    result.own.push(await runRound(own))
    result.reference.push(await runRound(reference))
  }
  return result
}

async function runRound([run, pid]: Side): Promise<Round> {
  const before = measureCpuMs(pid)
  const result = await run(seconds)
  return { ...result, cpuMs: (measureCpuMs(pid) - before) / result.count }
}

function sayRatio(
  name: string,
  against: string,
  { own, reference }: { own: Round[]; reference: Round[] },
): void {
  const rates = (list: Round[]) => list.map((one) => Math.round(one.perSecond))
  const cpu = (list: Round[]) => median(list.map((one) => one.cpuMs)).toFixed(2)
  say(
    `${name} at ${connections} connections: ${rates(own).join(', ')}/s, ${cpu(own)} ms of the server's processor each; ${against}: ${rates(reference).join(', ')}/s, ${cpu(reference)} ms each`,
  )
  sayFigure(`ratio of ${name} to ${against}`, median(rates(own)) / median(rates(reference)), {
    atLeast: 0.4,
    digits: 2,
  })
  sayNone(
    'refused',
    own.reduce((sum, one) => sum + one.refused, 0),
  )
  const refusal = own.find((one) => one.firstRefusal)?.firstRefusal
  if (refusal) say(`  first refusal: ${refusal}`)
}

function answerAll(length: number): Record<string, unknown> {
  return Object.fromEntries(
    Array.from({ length }, (_, index) => [String(index + 1), index % 4 === 0 ? true : [1 + (index % 3)]]),
  )
}
