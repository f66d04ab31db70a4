import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { contestParts } from './contests.ts'
import { measureDrops } from './drops.ts'
import { measureKills } from './kills.ts'
import { benchLedger } from './ledger.ts'
import { measureLikeness } from './likeness.ts'
import { measureMatrix } from './matrix.ts'
import { measureMemoryUse } from './memory.ts'
import { measureRush } from './rush.ts'
import { measureStart } from './start.ts'
import { measureSubmissions } from './submissions.ts'
import { say, sayVerdict } from './support/figures.ts'
import { type City, buildLargeCity } from './support/large-city.ts'

/**
 * `npm run bench` runs all parts, `npm run bench -- matrix contests` some of them: a name stands for all parts that begin
 * with it.
 */
const withCity: Record<string, (city: City) => Promise<void>> = {
  submissions: measureSubmissions,
  matrix: measureMatrix,
  rush: measureRush,
  memory: measureMemoryUse,
  drops: measureDrops,
  kills: measureKills,
}
const alone: Record<string, () => Promise<void>> = {
  start: measureStart,
  ledger: async () => (await benchLedger()).forEach(say),
  ...contestParts,
  likeness: () => measureLikeness(say),
}
const units = 3_000

const names = [...Object.keys(withCity), ...Object.keys(alone)]
const args = process.argv.slice(2)
const isMeant = (name: string, asked: string) => name === asked || name.startsWith(`${asked}-`)
const unknown = args.filter((asked) => !names.some((name) => isMeant(name, asked)))
const chosen = args.length === 0 ? names : names.filter((name) => args.some((asked) => isMeant(name, asked)))
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are: ${names.join(', ')}`)
  process.exit(1)
}
const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue bench '))
try {
  say(
    `${os.cpus().length} cores (${os.cpus()[0]?.model}), Node ${process.version}; clients share the machine`,
  )
  for (const name of chosen) {
    say(`\n${name}`)
    if (alone[name]) {
      await alone[name]()
      continue
    }
    // A city of its own for each part: none measures what another has left.
    const dataDir = path.join(folder, name)
    await withCity[name]!(await buildLargeCity(dataDir, units))
    await rm(dataDir, { recursive: true, force: true })
  }
  say('')
  sayVerdict()
} finally {
  await rm(folder, { recursive: true, force: true })
}
