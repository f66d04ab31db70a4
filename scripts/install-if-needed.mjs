import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

/**
 * Installs what the lockfile says when packages are missing or it has changed since the last time. Not `npm ci`:
 * that refuses the whole tree when a registry lacks one optional package of another platform.
 */
export function installIfNeeded() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Anyue needs Node.js 20.19 or newer; this is ${process.version}.`)
    process.exit(1)
  }
  const digest = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.anyue-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund'])
  writeFileSync(stamp, digest)
}

/** Runs a command in the project's folder with its output shown; ends this process when it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
