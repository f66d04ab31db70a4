import { setTimeout as wait } from 'node:timers/promises'
import { formatRequest } from '../tests/support/raw-client.ts'
import { listPostgresProcesses, measureMemory, startServer } from '../tests/support/server-process.ts'
import { say } from './support/figures.ts'
import { type City, campaign } from './support/large-city.ts'
import { runLoad } from './support/load.ts'
import { createReports } from './support/reports.ts'

/** Memory of the server alone and of its PostgreSQL (proportional set size), at rest and at its highest under load. */
export async function measureMemoryUse(city: City): Promise<void> {
  const server = await startServer({ DATA_DIR: city.dataDir })
  try {
    await wait(5_000)
    const look = () => ({
      node: measureMemory([server.pid]),
      postgres: measureMemory(listPostgresProcesses(city.dataDir)),
    })
    const rest = look()
    const most = { ...rest }
    const looking = setInterval(() => {
      const { node, postgres } = look()
      most.node = Math.max(most.node, node)
      most.postgres = Math.max(most.postgres, postgres)
    }, 500)
    const next = createReports(city)
    const matrix = formatRequest('GET', `/api/campaigns/${campaign}/matrix`, { cookie: city.office })
    await Promise.all([
      runLoad({ url: server.url, connections: 16, seconds: 15, next: () => next().request }),
      runLoad({ url: server.url, connections: 2, seconds: 15, next: () => matrix }),
    ])
    clearInterval(looking)
    await wait(5_000)
    const after = look()
    say(`server: ${rest.node} MB at rest, ${most.node} MB under load, ${after.node} MB five seconds after`)
    say(`its PostgreSQL: ${rest.postgres} MB at rest, ${most.postgres} MB under load`)
  } finally {
    await server.stop()
  }
}
