import type { City } from './support/large-city.ts'
import { type LoadResult, median, runLoad } from './support/load.ts'
import { say, sayFigure, sayNone } from './support/figures.ts'
import { formatRequest } from '../tests/support/raw-client.ts'
import { createReports, fillFigures } from './support/reports.ts'
import { startServer } from '../tests/support/server-process.ts'
import { findDatabase } from '../tests/support/find-database.ts'

const rounds = 3
const seconds = 5

/**
 * Complete 附件2 submissions (signed in, authorised, validated, 35 figures, audited, durable) against a bare route with
 * one INSERT, in turns on the same PostgreSQL; medians of the rounds. Both are warmed first.
 */
export async function measureSubmissions(city: City): Promise<void> {
  const server = await startServer({ DATA_DIR: city.dataDir })
  const bare = await startServer({ DATABASE_URL: await findDatabase(city.dataDir) }, [
    process.execPath,
    '--import',
    'tsx',
    new URL('support/bare-server.ts', import.meta.url).pathname,
  ])
  try {
    const next = createReports(city)
    const submit = (time: number) =>
      runLoad({ url: server.url, connections: 16, seconds: time, next: () => next().request })
    const row = formatRequest('POST', '/', {}, fillFigures(city, 1_000))
    const insert = (time: number) =>
      runLoad({ url: bare.url, connections: 16, seconds: time, next: () => row })
    await submit(3)
    await insert(2)
    const submitted: LoadResult[] = []
    const inserted: LoadResult[] = []
    for (let round = 0; round < rounds; round += 1) {
      submitted.push(await submit(seconds))
      inserted.push(await insert(seconds))
    }
    const rate = median(submitted.map((one) => one.perSecond))
    const bareRate = median(inserted.map((one) => one.perSecond))
    sayFigure('complete submissions at 16 connections', rate, { atLeast: 2_400, unit: '/s' })
    say(
      `  rounds: ${submitted.map((one) => Math.round(one.perSecond)).join(', ')}/s; bare insert ${inserted.map((one) => Math.round(one.perSecond)).join(', ')}/s`,
    )
    sayFigure('ratio to a bare insert', rate / bareRate, { atLeast: 0.4, digits: 2 })
    sayFigure('their p99', Math.max(...submitted.map((one) => one.p99)), {
      atMost: 110,
      unit: ' ms',
      digits: 1,
    })
    sayNone(
      'refused',
      submitted.reduce((sum, one) => sum + one.refused, 0),
    )
    const refusal = submitted.find((one) => one.firstRefusal)?.firstRefusal
    if (refusal) say(`  first refusal: ${refusal}`)
  } finally {
    await bare.stop()
    await server.stop()
  }
}
