import { installIfNeeded, run } from './install-if-needed.mjs'

installIfNeeded()
run('npx', ['--no-install', 'vitest', 'run', ...process.argv.slice(2)])
