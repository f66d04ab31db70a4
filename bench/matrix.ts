import { formatRequest, openConnection } from '../tests/support/raw-client.ts'
import { startServer } from '../tests/support/server-process.ts'
import { say, sayFigure } from './support/figures.ts'
import { type City, campaign } from './support/large-city.ts'
import { describeTimes, refuseUnlessCreated } from './support/load.ts'
import { createReports } from './support/reports.ts'

/** The whole matrix, each time after a report has changed it, from request to last byte on a quiet server. */
export async function measureMatrix(city: City): Promise<void> {
  const server = await startServer({ DATA_DIR: city.dataDir })
  try {
    const line = await openConnection(server.url)
    const next = createReports(city)
    const request = formatRequest('GET', `/api/campaigns/${campaign}/matrix`, { cookie: city.office })
    const times: number[] = []
    let bytes = 0
    for (let round = 0; round < 25; round += 1) {
      refuseUnlessCreated(await line.send(next().request))
      const from = performance.now()
      const reply = await line.send(request)
      if (reply.status !== 200) throw new Error(`bench: ${reply.status} ${reply.body.slice(0, 300)}`)
      if (round >= 5) times.push(performance.now() - from)
      bytes = reply.body.length
    }
    line.drop()
    const { median, slowest } = describeTimes(times)
    sayFigure('matrix of 3,000 units × 40 obligations', median, { atMost: 150, unit: ' ms' })
    say(`  slowest of ${times.length}: ${Math.round(slowest)} ms; ${Math.round(bytes / 1024)} KB`)
  } finally {
    await server.stop()
  }
}
