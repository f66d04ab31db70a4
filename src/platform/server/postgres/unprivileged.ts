import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Binaries } from './binaries.ts'

const nobody = 65534

/** How to run PostgreSQL, which refuses to be root, and who then owns its folders. */
export interface Runner {
  command: (file: string, args: string[]) => [string, string[]]
  options: SpawnOptions
  binaries: Binaries
  own: (folder: string) => void
}

/**
 * A plain user runs it as is. Root runs it in a user namespace that shows it as `nobody`, in place; where
 * namespaces are refused, as `nobody` with a copy of the binaries that `nobody` can reach.
 */
export function chooseRunner(binaries: Binaries): Runner {
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    return { command: (file, args) => [file, args], options: {}, binaries, own: () => undefined }
  }
  const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']
  if (spawnSync('unshare', [...namespace, 'true'], { stdio: 'ignore' }).status === 0) {
    return {
      command: (file, args) => ['unshare', [...namespace, file, ...args]],
      options: {},
      binaries,
      own: () => undefined,
    }
  }
  return {
    command: (file, args) => [file, args],
    options: { uid: nobody, gid: nobody },
    binaries: copyBinaries(binaries),
    own: (folder) => chownSync(folder, nobody, nobody),
  }
}

function copyBinaries({ native }: Binaries): Binaries {
  const target = path.join(os.tmpdir(), `anyue-postgres-${path.basename(path.dirname(native))}`)
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`
    mkdirSync(partial, { recursive: true })
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    chmodSync(partial, 0o755)
    renameSync(partial, target)
  }
  return {
    native: target,
    postgres: path.join(target, 'bin/postgres'),
    initdb: path.join(target, 'bin/initdb'),
  }
}
