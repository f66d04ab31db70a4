import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { say, sayVerdict } from './support/figures.ts'
import { type City, buildLargeCity } from './support/large-city.ts'
import { measureSubmissions } from './submissions.ts'

/** `npm run bench` runs all parts, `npm run bench -- matrix kills` some of them. */
const parts: Record<string, (city: City) => Promise<void>> = {
  submissions: measureSubmissions,
}
const units = 3_000
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue bench '))
try {
  say(
    `${os.cpus().length} cores (${os.cpus()[0]?.model}), Node ${process.version}; clients share the machine`,
  )
  const city = await buildLargeCity(path.join(folder, 'data'), units)
  for (const [name, run] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    say(`\n${name}`)
    await run(city)
  }
  say('')
  sayVerdict()
} finally {
  await rm(folder, { recursive: true, force: true })
}
