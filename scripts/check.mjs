import { spawnSync } from 'node:child_process'
import { prepare } from './prepare.mjs'
import { measureFirstLoad } from './measure-first-load.mjs'
import { root } from './install-if-needed.mjs'

await prepare()
const steps = [
  ['types', ['tsc', '-p', '.']],
  ['lint', ['oxlint', '--deny-warnings', 'src', 'tests', 'scripts', 'bench']],
  ['formatting', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['unused code', ['knip']],
  ['import boundaries', ['tsx', 'scripts/check-imports.ts']],
]
const failed = steps.filter(
  ([, args]) => spawnSync('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit' }).status !== 0,
)
const { kilobytes, allowed } = measureFirstLoad()
console.log(`first load of the desk: ${kilobytes} KB of compressed JavaScript (at most ${allowed})`)
if (kilobytes > allowed) failed.push(['size'])
console.log(
  failed.length === 0 ? 'check: all passed' : `check failed: ${failed.map(([name]) => name).join(', ')}`,
)
process.exit(failed.length === 0 ? 0 : 1)
