import { setTimeout as wait } from 'node:timers/promises'
import { openPool } from '../src/platform/server/database.ts'
import { countBroken, countStuck } from '../tests/support/check-reports.ts'
import { findDatabase } from '../tests/support/find-database.ts'
import { openConnection } from '../tests/support/raw-client.ts'
import { startServer } from '../tests/support/server-process.ts'
import { say, sayFigure, sayNone } from './support/figures.ts'
import type { City } from './support/large-city.ts'
import { runLoad } from './support/load.ts'
import { type Report, createReports } from './support/reports.ts'

const seconds = 30

/** Sixteen clients that close their connection 0–30 ms after sending; then what they left, and the speed right after. */
export async function measureDrops(city: City): Promise<void> {
  const server = await startServer({ DATA_DIR: city.dataDir })
  const pool = openPool(await findDatabase(city.dataDir), { max: 1 })
  try {
    const next = createReports(city)
    const load = (time: number) =>
      runLoad({ url: server.url, connections: 16, seconds: time, next: () => next().request })
    await load(3)
    const before = await load(5)
    const answered: Report[] = []
    let sent = 0
    const until = performance.now() + seconds * 1000
    const vanish = async () => {
      while (performance.now() < until) {
        const report = next()
        const line = await openConnection(server.url)
        line.send(report.request).then(
          (reply) => reply.status === 201 && answered.push(report),
          () => undefined,
        )
        sent += 1
        await wait(Math.random() * 30)
        line.drop()
      }
    }
    await Promise.all(Array.from({ length: 16 }, vanish))
    const after = await load(5)
    await wait(1_000)
    say(`${sent} requests whose connection was dropped; ${answered.length} were answered before that`)
    sayNone('connections idle in transaction', await countStuck(pool.pg))
    const { lost, doubled, torn } = await countBroken(pool.pg, answered)
    sayNone('acknowledged reports lost', lost)
    sayNone('reports there twice', doubled)
    sayNone('reports of which a part is missing', torn)
    sayFigure('speed right after, against before', after.perSecond / before.perSecond, {
      atLeast: 0.8,
      digits: 2,
    })
    say(`  ${Math.round(before.perSecond)}/s before, ${Math.round(after.perSecond)}/s after`)
  } finally {
    await pool.close()
    await server.stop()
  }
}
