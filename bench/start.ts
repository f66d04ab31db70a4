import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startServer, untilStopped } from '../tests/support/server-process.ts'
import { say, sayFigure } from './support/figures.ts'
import { median } from './support/load.ts'

/** `npm start` as a person types it, to its line `ready`: the first time with an empty folder, then again. */
export async function measureStart(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue start '))
  try {
    const times: number[] = []
    for (let round = 0; round < 6; round += 1) {
      const server = await startServer({ DATA_DIR: folder }, ['npm', 'start'])
      times.push(server.readyMs / 1000)
      await server.stop()
      // npm is gone before the server that it started.
      await untilStopped(folder)
    }
    sayFigure('warm npm start to ready', median(times.slice(1)), { atMost: 5, unit: ' s', digits: 2 })
    say(`  first start with the demo loaded into an empty folder: ${times[0]!.toFixed(2)} s`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
