import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { measureBoard } from './contest-board.ts'
import { measureContestKills } from './contest-kills.ts'
import { measureDrawing, measureFinishing } from './contest-rates.ts'
import { type Crowd, buildCrowd } from './support/contest-crowd.ts'

/** What a contest's busiest hour needs, each part on a database of its own. */
export const contestParts: Record<string, () => Promise<void>> = {
  'contests-finish': () => withCrowd(120_000, measureFinishing),
  'contests-draw': () => withCrowd(150_000, measureDrawing, { begun: false }),
  'contests-board': () => withCrowd(200, measureBoard),
  'contests-kills': () => withCrowd(500, measureContestKills),
}

async function withCrowd(
  citizens: number,
  measure: (crowd: Crowd) => Promise<void>,
  options?: { begun: boolean },
): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anyue contests '))
  try {
    await measure(await buildCrowd(dataDir, citizens, options))
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
