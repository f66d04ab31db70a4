import { spawn } from 'node:child_process'
import { buildPublicPages } from './build-public.mjs'
import { installIfNeeded, root } from './install-if-needed.mjs'

installIfNeeded()
await buildPublicPages({ watch: true })
const port = process.env.PORT ?? '8080'
const webPort = process.env.WEB_PORT ?? '5173'
const env = {
  ...process.env,
  PORT: port,
  ANYUE_DEMO: process.env.ANYUE_DEMO ?? '1',
  ANYUE_API: `http://127.0.0.1:${port}`,
}
// The server restarts and the pages reload when a source changes; open the address that vite prints.
const start = (args) => spawn('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit', env })
const children = [
  start(['tsx', 'watch', '--clear-screen=false', 'src/cli.ts', 'serve']),
  start(['vite', '--port', webPort]),
]
for (const child of children) child.on('exit', stop)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)

function stop() {
  for (const child of children) child.kill('SIGTERM')
}
