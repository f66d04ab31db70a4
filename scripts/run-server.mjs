import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './install-if-needed.mjs'

/** Runs the built command in a child; signals are passed on and its exit code is ours. */
export function runAnyue(args, env = {}) {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', path.join(root, 'dist/server/cli.js'), ...args],
    {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    },
  )
  // Ctrl-C reaches the whole group by itself; a plain kill reaches only this process.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm hands a signal to its shell, which ends by it and tells nobody: the server must not outlive them.
  if (process.env.npm_lifecycle_event) {
    const shell = process.ppid
    setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), 250).unref()
  }
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
