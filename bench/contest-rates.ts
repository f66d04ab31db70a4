import { findDatabase } from '../tests/support/find-database.ts'
import { formatRequest } from '../tests/support/raw-client.ts'
import { startServer } from '../tests/support/server-process.ts'
import { type Crowd, contestPath } from './support/contest-crowd.ts'
import { sayFigure } from './support/figures.ts'
import { runLoad } from './support/load.ts'
import { openRawInserts } from './support/raw-inserts.ts'
import { sayRates, sayRatio, takeTurns } from './support/turns.ts'

const connections = 64

/**
 * Finishing (found by its device, graded, stored, counted, ranked, durable, explained) over HTTP, against single-row
 * INSERTs of the same body into the same PostgreSQL: from this process without any HTTP, and by a bare HTTP route.
 */
export async function measureFinishing(crowd: Crowd): Promise<void> {
  const server = await startServer({ DATA_DIR: crowd.dataDir })
  const database = await findDatabase(crowd.dataDir)
  const bare = await startServer(
    { DATABASE_URL: database },
    runSource(new URL('support/bare-server.ts', import.meta.url)),
  )
  const body = JSON.stringify({ answers: answerAll(crowd.length) })
  const raw = await openRawInserts(database, { sessions: connections, body })
  try {
    let used = 0
    const finish = () => {
      const one = crowd.answering[used++]
      if (!one) throw new Error('bench: no running attempt is left')
      const target = `${contestPath}/attempts/${one.attempt}/finish`
      return formatRequest('POST', target, { cookie: one.cookie }, body)
    }
    const insert = formatRequest('POST', '/', {}, body)
    const [finished, inserted, served] = await takeTurns(crowd.dataDir, [
      { pid: server.pid, run: (seconds) => load(server.url, seconds, finish) },
      { run: raw.run },
      { pid: bare.pid, run: (seconds) => load(bare.url, seconds, () => insert) },
    ])
    sayRates('attempts finished', finished!)
    sayRates('raw INSERTs without HTTP', inserted!)
    sayRates('INSERTs by a bare route', served!)
    sayRatio('finishing to raw INSERTs', finished!, inserted!)
    sayRatio('finishing to INSERTs by a bare route', finished!, served!)
    sayFigure('p99 of finishing', Math.max(...finished!.map((one) => one.p99)), { atMost: 250, unit: ' ms' })
  } finally {
    await raw.close()
    await bare.stop()
    await server.stop()
  }
}

/**
 * Drawing a practice paper, and starting a scored attempt, against the same server's smallest JSON reply, and against its
 * HTTP alone with a reply that is a paper already.
 */
export async function measureDrawing(crowd: Crowd): Promise<void> {
  const server = await startServer({ DATA_DIR: crowd.dataDir })
  const paper = await fetch(`${server.url}${contestPath}/practice`, { method: 'POST' })
  const fixed = await startServer(
    { REPLY: await paper.text() },
    runSource(new URL('support/plain-server.ts', import.meta.url)),
  )
  try {
    let begun = 0
    const start = () => {
      const one = crowd.answering[begun++]
      if (!one) throw new Error('bench: everybody has begun')
      return formatRequest('POST', `${contestPath}/attempts`, { cookie: one.cookie }, '{"unit":"zezhou"}')
    }
    const draw = formatRequest('POST', `${contestPath}/practice`, {})
    const plain = formatRequest('GET', '/api/health', {})
    const { pid, url } = server
    const [drawn, started, answered, repeated] = await takeTurns(crowd.dataDir, [
      { pid, run: (seconds) => load(url, seconds, () => draw) },
      { pid, run: (seconds) => load(url, seconds, start) },
      { pid, run: (seconds) => load(url, seconds, () => plain) },
      { pid: fixed.pid, run: (seconds) => load(fixed.url, seconds, () => formatRequest('GET', '/', {})) },
    ])
    sayRates('practice papers drawn', drawn!)
    sayRates('scored attempts started (paper drawn, stored, durable)', started!)
    sayRates('smallest JSON', answered!)
    sayRates('JSON of the size of a paper', repeated!)
    sayRatio('drawing to the smallest JSON', drawn!, answered!, null)
    sayRatio('drawing to JSON of its size', drawn!, repeated!)
    sayRatio('starting to JSON of its size', started!, repeated!, null)
  } finally {
    await fixed.stop()
    await server.stop()
  }
}

function runSource(file: URL): string[] {
  return [process.execPath, '--import', 'tsx', file.pathname]
}

function load(url: string, seconds: number, next: () => string) {
  return runLoad({ url, connections, seconds, next })
}

function answerAll(length: number): Record<string, unknown> {
  return Object.fromEntries(
    Array.from({ length }, (_, index) => [String(index + 1), index % 4 === 0 ? true : [1 + (index % 3)]]),
  )
}
