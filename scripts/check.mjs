import { spawnSync } from 'node:child_process'
import { installIfNeeded, root } from './install-if-needed.mjs'

installIfNeeded()
const steps = [
  ['types', ['tsc', '-p', '.']],
  ['lint', ['oxlint', '--deny-warnings', 'src', 'tests', 'scripts']],
  ['formatting', ['prettier', '--check', '--log-level', 'warn', '.']],
]
const failed = steps.filter(
  ([, args]) => spawnSync('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit' }).status !== 0,
)
console.log(
  failed.length === 0 ? 'check: all passed' : `check failed: ${failed.map(([name]) => name).join(', ')}`,
)
process.exit(failed.length === 0 ? 0 : 1)
