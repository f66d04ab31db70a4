import { type SpawnOptions, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Binaries } from './binaries.ts'

const nobody = 65534

/** How to run PostgreSQL, which refuses to be root, and who then owns its folders. */
export interface Runner {
  command: (file: string, args: string[]) => [string, string[]]
  options: SpawnOptions
  binaries: Binaries
  /** Makes a folder PostgreSQL's own; one from a start in another way changes hands with all that is in it. */
  own: (folder: string) => void
}

/**
 * A plain user runs it as is. Root runs it in a user namespace that shows it as `nobody`, in place; where namespaces
 * are refused (chroot, many containers), as `nobody` who may pass through root's folders; where that is refused too,
 * as plain `nobody` with a copy of the binaries that `nobody` can reach.
 */
export function chooseRunner(binaries: Binaries): Runner {
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    return { command: (file, args) => [file, args], options: {}, binaries, own: () => undefined }
  }
  const wrappers: { owner: number; words: string[] }[] = [
    { owner: 0, words: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'] },
    {
      owner: nobody,
      words: [
        'setpriv',
        `--reuid=${nobody}`,
        `--regid=${nobody}`,
        '--clear-groups',
        '--inh-caps=+dac_override,+dac_read_search',
        '--ambient-caps=+dac_override,+dac_read_search',
      ],
    },
  ]
  for (const { owner, words } of wrappers) {
    const [program, ...options] = words as [string, ...string[]]
    if (spawnSync(program, [...options, 'true'], { stdio: 'ignore' }).status !== 0) continue
    return {
      command: (file, args) => [program, [...options, file, ...args]],
      options: {},
      binaries,
      own: (folder) => changeOwner(folder, owner),
    }
  }
  return {
    command: (file, args) => [file, args],
    options: { uid: nobody, gid: nobody },
    binaries: copyBinaries(binaries),
    own: (folder) => {
      changeOwner(folder, nobody)
      // The way to it: others may pass, not look.
      chmodSync(path.dirname(folder), statSync(path.dirname(folder)).mode | 0o011)
    },
  }
}

function changeOwner(folder: string, owner: number): void {
  if (statSync(folder).uid === owner) return
  const inside = readdirSync(folder, { recursive: true }) as string[]
  for (const name of inside) lchownSync(path.join(folder, name), owner, owner)
  // Last: the folder's owner says that all of it has changed hands.
  chownSync(folder, owner, owner)
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
