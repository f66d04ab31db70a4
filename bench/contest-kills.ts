import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { gradePaper } from '../src/features/contests/grade.ts'
import { openPool } from '../src/platform/server/database.ts'
import { findDatabase } from '../tests/support/find-database.ts'
import { type RawConnection, formatRequest, openConnection } from '../tests/support/raw-client.ts'
import { killPostgres, startServer, untilReady } from '../tests/support/server-process.ts'
import { type Answering, type Crowd, contestPath } from './support/contest-crowd.ts'
import { say, sayNone } from './support/figures.ts'

const kills = 20
const connections = 16
/** Each place of a paper is answered so often, so that there is work for all kills. */
const changes = 2

/** An attempt on its way: what it sends next, and what the server has acknowledged. */
interface Walk extends Answering {
  step: number
  /** By place: the last answer that was acknowledged. */
  kept: Map<string, number[]>
  points: number | null
}

/**
 * kill -9 of the server, of PostgreSQL, of both in turns, while five hundred attempts are answered and handed in; what
 * had no answer is sent again. After each kill every acknowledged answer must be there; in the end every attempt must be
 * graded once, as its answers say.
 */
export async function measureContestKills(crowd: Crowd): Promise<void> {
  const last = crowd.length * changes
  const walks = crowd.answering.map((one): Walk => ({ ...one, step: 0, kept: new Map(), points: null }))
  const waiting = [...walks]
  let server = await startServer({ DATA_DIR: crowd.dataDir, LOG_LEVEL: 'silent' })
  let lost = 0
  let repeated = 0
  const refused: string[] = []

  async function work(line: RawConnection, isStopped: () => boolean): Promise<void> {
    for (let walk = waiting.shift(); walk; walk = waiting.shift()) {
      while (walk.step <= last) {
        if (isStopped()) return void waiting.push(walk)
        try {
          const { status, body } = await line.send(makeRequest(walk, crowd.length, last))
          if (status >= 500) throw new Error(body)
          if (status >= 300) refused.push(`${status} ${body.slice(0, 200)}`)
          note(walk, crowd.length, last, body)
        } catch {
          repeated += 1
          return void waiting.push(walk)
        }
      }
    }
  }
  async function workOn(isStopped: () => boolean): Promise<void> {
    const lines = await Promise.all(
      Array.from({ length: connections }, () => openConnection(server.url).catch(() => null)),
    )
    await Promise.all(lines.map((line) => line && work(line, isStopped).finally(() => line.drop())))
  }

  for (let round = 0; round < kills; round += 1) {
    const target = (['server', 'PostgreSQL', 'both'] as const)[round % 3]!
    let stopped = false
    const working = workOn(() => stopped)
    // By work done, not by time: a slow machine should be killed in the middle of it too.
    const until = countSteps(walks) + 50 + Math.random() * 300
    while (countSteps(walks) < until && waiting.length > 0) await wait(5)
    if (target !== 'server') killPostgres(crowd.dataDir)
    if (target !== 'PostgreSQL') await server.kill()
    stopped = true
    await working
    if (target === 'PostgreSQL') await untilReady(server.url)
    else server = await startServer({ DATA_DIR: crowd.dataDir, LOG_LEVEL: 'silent' })
    lost += await withPool(crowd, (db) => countLost(db, walks))
    const done = walks.filter((one) => one.points !== null).length
    say(`  ${round + 1}. killed ${target}: ${countSteps(walks)} requests acknowledged, ${done} handed in`)
  }
  while (waiting.length > 0) await workOn(() => false)
  const { torn, twice, wrong } = await withPool(crowd, async (db) => {
    lost += await countLost(db, walks)
    return countGrades(db, crowd, walks)
  })
  say(
    `${kills} kills, ${walks.length} attempts, ${walks.length * (last + 1)} requests, ${repeated} sent again`,
  )
  sayNone('acknowledged answers lost', lost)
  sayNone('attempts graded or counted twice', twice)
  sayNone('attempts of which a part is missing', torn)
  sayNone('grades that do not follow from the answers', wrong)
  sayNone('requests refused', refused.length)
  if (refused[0]) say(`  first: ${refused[0]}`)
  await server.stop()
}

function countSteps(walks: Walk[]): number {
  return walks.reduce((sum, one) => sum + one.step, 0)
}

function makeRequest({ attempt, cookie, step }: Walk, length: number, last: number): string {
  const path = `${contestPath}/attempts/${attempt}`
  if (step === last) return formatRequest('POST', `${path}/finish`, { cookie }, '{"answers":{}}')
  const body = JSON.stringify({ answer: answerOf(step, length) })
  return formatRequest('PUT', `${path}/answers/${placeOf(step, length)}`, { cookie }, body)
}

const placeOf = (step: number, length: number) => String((step % length) + 1)
const answerOf = (step: number, length: number) => [1 + (step % 4), 1 + Math.floor(step / length)]

function note(walk: Walk, length: number, last: number, body: string): void {
  if (walk.step === last) walk.points = (JSON.parse(body) as { result: { points: number } }).result.points
  else walk.kept.set(placeOf(walk.step, length), answerOf(walk.step, length))
  walk.step += 1
}

async function withPool<T>({ dataDir }: Crowd, work: (db: pg.Pool) => Promise<T>): Promise<T> {
  const pool = openPool(await findDatabase(dataDir), { max: 1 })
  try {
    return await work(pool.pg)
  } finally {
    await pool.close()
  }
}

/** An answer under way when the line was cut may have come in; it is the next one of its place. */
async function countLost(db: pg.Pool, walks: Walk[]): Promise<number> {
  const { rows } = await db.query<{ id: string; answers: Record<string, number[]> }>(
    'select id, answers from attempt',
  )
  const stored = new Map(rows.map((row) => [row.id, row.answers]))
  let lost = 0
  for (const { attempt, kept } of walks)
    for (const [place, answer] of kept) {
      const found = stored.get(attempt)?.[place]
      if (!found || found[1]! < answer[1]!) lost += 1
    }
  return lost
}

async function countGrades(db: pg.Pool, crowd: Crowd, walks: Walk[]) {
  const { rows } = await db.query<{
    id: string
    seed: Buffer
    answers: Record<string, number[]>
    points: number | null
    marks: string | null
    counted: number
    ranked: number
  }>(`select a.id, a.seed, a.answers, a.points, a.marks,
      (select count(*) from participation p where p.record_id = a.id) as counted,
      (select count(*) from standing s where s.attempt_id = a.id and s.points = a.points) as ranked
    from attempt a`)
  const told = new Map(walks.map((one) => [one.attempt, one.points]))
  let [torn, twice, wrong] = [0, 0, 0]
  for (const row of rows) {
    if (row.counted > 1) twice += 1
    if (row.points === null || row.counted < 1 || row.ranked !== 1) torn += 1
    const grade = gradePaper(crowd.paperOf(row.seed), row.answers)
    if (grade.points !== row.points || grade.marks !== row.marks || told.get(row.id) !== row.points)
      wrong += 1
  }
  return { torn, twice, wrong }
}
