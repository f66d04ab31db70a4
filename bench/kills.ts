import { setTimeout as wait } from 'node:timers/promises'
import { openPool } from '../src/platform/server/database.ts'
import { countBroken } from '../tests/support/check-reports.ts'
import { findDatabase } from '../tests/support/find-database.ts'
import { killPostgres, startServer, untilReady } from '../tests/support/server-process.ts'
import { submitUntilCut } from '../tests/support/submit-until-cut.ts'
import { say, sayNone } from './support/figures.ts'
import type { City } from './support/large-city.ts'
import { type Report, createReports } from './support/reports.ts'

const kills = 20

/**
 * kill -9 in the middle of sixteen clients' submissions, in turns of the server, of PostgreSQL with all its processes
 * (which the server then starts again by itself), and of both; after each, every request without an answer is sent once
 * more, as the desk does. In the end every acknowledged report must be there once.
 */
export async function measureKills(city: City): Promise<void> {
  const next = createReports(city)
  const acknowledged: Report[] = []
  let unanswered = 0
  let refused = 0
  let server = await startServer({ DATA_DIR: city.dataDir, LOG_LEVEL: 'silent' })
  for (let round = 0; round < kills; round += 1) {
    const target = (['server', 'PostgreSQL', 'both'] as const)[round % 3]!
    const work = submitUntilCut(server.url, 16, next)
    await wait(300 + Math.random() * 700)
    if (target !== 'server') killPostgres(city.dataDir)
    if (target !== 'PostgreSQL') await server.kill()
    const { answered, pending } = await work.stop()
    const from = performance.now()
    if (target === 'PostgreSQL') await untilReady(server.url)
    else server = await startServer({ DATA_DIR: city.dataDir, LOG_LEVEL: 'silent' })
    const downMs = performance.now() - from
    const again = await submitUntilCut(server.url, 16, () => pending.pop()).finish()
    acknowledged.push(...answered, ...again.answered)
    unanswered += again.answered.length + again.refused.length
    refused += again.refused.length
    say(
      `  ${round + 1}. killed ${target}: ${answered.length} acknowledged before, ${again.answered.length} sent again, up again in ${(downMs / 1000).toFixed(1)} s`,
    )
  }
  const pool = openPool(await findDatabase(city.dataDir), { max: 1 })
  try {
    const { lost, doubled, torn } = await countBroken(pool.pg, acknowledged)
    say(`${kills} kills, ${acknowledged.length} acknowledged reports, ${unanswered} of them sent twice`)
    sayNone('acknowledged reports lost', lost)
    sayNone('reports there twice', doubled)
    sayNone('reports of which a part is missing', torn)
    sayNone('requests refused when sent again', refused)
  } finally {
    await pool.close()
    await server.stop()
  }
}
