import { setTimeout as wait } from 'node:timers/promises'
import { findDatabase } from '../tests/support/find-database.ts'
import { countBroken } from '../tests/support/check-reports.ts'
import { formatRequest, openConnection } from '../tests/support/raw-client.ts'
import { startServer } from '../tests/support/server-process.ts'
import { openPool } from '../src/platform/server/database.ts'
import { say, sayFigure, sayNone } from './support/figures.ts'
import { type City, campaign } from './support/large-city.ts'
import { describeTimes } from './support/load.ts'
import { createReports } from './support/reports.ts'

const seconds = 30
const readers = 200

/**
 * 09:59: every unit sends its report at some moment of half a minute, each over a connection of its own and as its
 * session's first request, while 200 people open the matrix (twice as often as the open page asks again by itself).
 */
export async function measureRush(city: City): Promise<void> {
  const server = await startServer({ DATA_DIR: city.dataDir })
  const pool = openPool(await findDatabase(city.dataDir), { max: 1 })
  try {
    const next = createReports(city)
    const reports = city.liaisons.map(() => next())
    const matrix = formatRequest('GET', `/api/campaigns/${campaign}/matrix`, { cookie: city.office })
    const submitting: number[] = []
    const reading: number[] = []
    const acknowledged: typeof reports = []
    const failures: string[] = []
    const ask = async (request: string, status: number, times: number[]): Promise<boolean> => {
      const from = performance.now()
      try {
        const line = await openConnection(server.url)
        const reply = await line.send(request)
        line.drop()
        times.push(performance.now() - from)
        if (reply.status === status) return true
        failures.push(`${reply.status} ${reply.body.slice(0, 200)}`)
      } catch (error) {
        failures.push(String(error))
      }
      return false
    }
    const at = (index: number, of: number) => wait((seconds * 1000 * index) / of)
    await Promise.all([
      ...reports.map(async (report, index) => {
        await at(index, reports.length)
        if (await ask(report.request, 201, submitting)) acknowledged.push(report)
      }),
      ...Array.from({ length: readers }, async (_, index) => {
        await at(index + 0.5, readers)
        await ask(matrix, 200, reading)
      }),
    ])
    const submitted = describeTimes(submitting)
    const read = describeTimes(reading)
    say(`${acknowledged.length} of ${reports.length} units reported within ${seconds} s`)
    sayFigure('p99 of a report', submitted.p99, { atMost: 1_000, unit: ' ms' })
    say(`  median ${Math.round(submitted.median)} ms, slowest ${Math.round(submitted.slowest)} ms`)
    say(`  matrix meanwhile: median ${Math.round(read.median)} ms, p99 ${Math.round(read.p99)} ms`)
    const { lost, doubled, torn } = await countBroken(pool.pg, acknowledged)
    sayNone('reports not taken', reports.length - acknowledged.length)
    sayNone('acknowledged reports lost', lost)
    sayNone('reports there twice', doubled)
    sayNone('reports of which a part is missing', torn)
    sayNone('requests that failed', failures.length)
    if (failures.length > 0) say(`  first: ${failures[0]}`)
  } finally {
    await pool.close()
    await server.stop()
  }
}
