import { setTimeout as wait } from 'node:timers/promises'
import { openPool } from '../src/platform/server/database.ts'
import { findDatabase } from '../tests/support/find-database.ts'
import { type RawConnection, formatRequest, openConnection } from '../tests/support/raw-client.ts'
import { killPostgres, startServer, untilReady } from '../tests/support/server-process.ts'
import { type Audit, auditWalks } from './support/audit-walks.ts'
import { type Crowd, contestPath } from './support/contest-crowd.ts'
import { type Walk, isHandingIn, layWalks, makeRequest, noteReply } from './support/contest-walks.ts'
import { say, sayNone } from './support/figures.ts'

const kills = 20
const connections = 32

/**
 * kill -9 of the server, of PostgreSQL, of both in turns, while five hundred attempts are answered and handed in in no
 * order; what had no answer is sent again. After each kill every acknowledged answer and result must be there, every
 * attempt graded once, as its answers say.
 */
export async function measureContestKills(crowd: Crowd): Promise<void> {
  const walks = layWalks(crowd)
  const requests = walks.reduce((sum, one) => sum + one.answers + 1, 0)
  let server = await startServer({ DATA_DIR: crowd.dataDir, LOG_LEVEL: 'silent' })
  const total: Audit = { lostAnswers: 0, lostResults: 0, twice: 0, torn: 0, wrong: 0 }
  let [repeated, quiet, changed] = [0, 0, 0]
  const refused: string[] = []

  async function walkOn(line: RawConnection, isStopped: () => boolean): Promise<void> {
    for (let walk = takeOne(walks); walk && !isStopped(); walk = takeOne(walks)) {
      walk.isBusy = true
      try {
        const { status, body } = await line.send(makeRequest(walk, crowd.length))
        if (status >= 300 && status < 500) refused.push(`${status} ${body.slice(0, 200)}`)
        if (status >= 300) throw new Error(body)
        noteReply(walk, crowd.length, body)
      } catch {
        repeated += 1
        return
      } finally {
        walk.isBusy = false
      }
    }
  }
  async function walkAll(isStopped: () => boolean): Promise<void> {
    const work = async () => {
      const line = await openConnection(server.url).catch(() => null)
      if (line) await walkOn(line, isStopped).finally(() => line.drop())
    }
    await Promise.all(Array.from({ length: connections }, work))
  }
  async function audit(): Promise<void> {
    const pool = openPool(await findDatabase(crowd.dataDir), { max: 1 })
    const found = await auditWalks(pool.pg, crowd, walks)
    await pool.close()
    for (const key of Object.keys(total) as (keyof Audit)[]) total[key] += found[key]
  }

  for (let round = 0; round < kills; round += 1) {
    const target = (['server', 'PostgreSQL', 'both'] as const)[round % 3]!
    let stopped = false
    const walking = walkAll(() => stopped).finally(() => (stopped = true))
    // By work done, not by time: a slow machine should be killed in the middle of it too.
    const until = countSteps(walks) + (requests - countSteps(walks)) / (kills - round + 2)
    const underWay = () => walks.filter((one) => one.isBusy && isHandingIn(one)).length
    while (!stopped && (countSteps(walks) < until || underWay() === 0)) await wait(1)
    const handing = underWay()
    if (target !== 'server') killPostgres(crowd.dataDir)
    if (target !== 'PostgreSQL') await server.kill()
    stopped = true
    await walking
    if (target === 'PostgreSQL') await untilReady(server.url)
    else server = await startServer({ DATA_DIR: crowd.dataDir, LOG_LEVEL: 'silent' })
    await audit()
    changed += await handInAgain(server.url, walks)
    if (handing === 0) quiet += 1
    say(
      `  ${round + 1}. killed ${target} while ${handing} were handing in: ${countSteps(walks)} requests acknowledged, ${countHandedIn(walks)} handed in`,
    )
  }
  for (let more = 0; more < 50 && walks.some((one) => !one.result); more += 1) await walkAll(() => false)
  await audit()
  changed += await handInAgain(server.url, walks)
  say(`${kills} kills, ${walks.length} attempts, ${requests} requests, ${repeated} sent again`)
  sayNone('attempts that could not be handed in', walks.length - countHandedIn(walks))
  sayNone('kills while nobody was handing in', quiet)
  sayNone('acknowledged answers lost', total.lostAnswers)
  sayNone('acknowledged results lost or changed', total.lostResults)
  sayNone('results that are told otherwise when asked again', changed)
  sayNone('attempts graded or counted twice', total.twice)
  sayNone('attempts of which a part is missing', total.torn)
  sayNone('grades that do not follow from the answers', total.wrong)
  sayNone('requests refused', refused.length)
  if (refused[0]) say(`  first: ${refused[0]}`)
  await server.stop()
}

/** Any that waits for its next request: so all are on their way at once, and some at their end. */
function takeOne(walks: Walk[]): Walk | undefined {
  const waiting = walks.filter((one) => !one.isBusy && !one.result)
  return waiting[Math.floor(Math.random() * waiting.length)]
}

const countSteps = (walks: Walk[]) => walks.reduce((sum, one) => sum + one.step, 0)
const countHandedIn = (walks: Walk[]) => walks.filter((one) => one.result).length

/** Hands in twenty of those that are over once more, with other answers; gives how many are told another result. */
async function handInAgain(url: string, walks: Walk[]): Promise<number> {
  const line = await openConnection(url)
  let changed = 0
  for (const { attempt, cookie, result } of walks.filter((one) => one.result).slice(-20)) {
    const target = `${contestPath}/attempts/${attempt}/finish`
    const { body } = await line.send(
      formatRequest('POST', target, { cookie }, '{"answers":{"1":[4],"2":[4]}}'),
    )
    const again = (JSON.parse(body) as { result?: Walk['result'] }).result
    if (again?.points !== result!.points || again.usedMs !== result!.usedMs) changed += 1
  }
  line.drop()
  return changed
}
