import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildPublicPages } from './build-public.mjs'
import { buildWorker } from './build-worker.mjs'
import { compressAssets } from './compress-assets.mjs'
import { root, run } from './install-if-needed.mjs'

/** Builds pages and server into `dist/` unless nothing that they are made of has changed. */
export async function buildIfNeeded() {
  const stamp = path.join(root, 'dist', '.built-from')
  const digest = digestOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  // A test runner's NODE_ENV would build React's development version.
  run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], { NODE_ENV: 'production' })
  await buildWorker()
  await buildPublicPages()
  compressAssets()
  const { build } = await import('esbuild')
  await build({
    entryPoints: [path.join(root, 'src/cli.ts')],
    outdir: path.join(root, 'dist/server'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  writeFileSync(stamp, digest)
}

function digestOfSources() {
  const hash = createHash('sha256')
  for (const name of [
    'package-lock.json',
    'vite.config.ts',
    'index.html',
    'tsconfig.json',
    'scripts/build-public.mjs',
    'scripts/build-worker.mjs',
    'scripts/compress-assets.mjs',
  ])
    add(path.join(root, name))
  walk(path.join(root, 'src'))
  return hash.digest('hex')

  function walk(folder) {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(full)
      else if (!/\.test\.tsx?$/.test(entry.name)) add(full)
    }
  }
  function add(file) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file))
  }
}
