import { run } from './install-if-needed.mjs'
import { prepare } from './prepare.mjs'

await prepare()
run('npx', ['--no-install', 'tsx', 'bench/main.ts', ...process.argv.slice(2)])
