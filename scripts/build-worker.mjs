import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from './install-if-needed.mjs'

/** Pages that must open without a network; with everything they load, also later. */
const offlinePages = [
  'src/features/home/desk/home-page.tsx',
  'src/features/accounts/desk/sign-in-page.tsx',
  'src/features/activities/desk/outbox-sign.tsx',
  'src/features/activities/desk/outbox-page.tsx',
  'src/features/activities/desk/record-page.tsx',
]

/** Writes `dist/web/sw.js`: the service worker with the list of what it keeps, from Vite's manifest. */
export async function buildWorker() {
  const web = path.join(root, 'dist/web')
  const chunks = JSON.parse(readFileSync(path.join(web, '.vite/manifest.json'), 'utf8'))
  rmSync(path.join(web, '.vite'), { recursive: true })
  const files = listFiles(chunks)
  for (const name of readdirSync(path.join(root, 'src/platform/web/public'))) files.add(`/${name}`)
  files.add('/index.html')
  const list = [...files].sort()
  const hash = createHash('sha256')
  for (const file of list) hash.update(file).update(readFileSync(path.join(web, file)))
  // Not at the top: this file is read before anything is installed.
  const { build } = await import('esbuild')
  await build({
    entryPoints: [path.join(root, 'src/service-worker.ts')],
    outfile: path.join(web, 'sw.js'),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2020',
    define: {
      buildVersion: JSON.stringify(hash.digest('hex').slice(0, 12)),
      buildFiles: JSON.stringify(list),
    },
    logLevel: 'warning',
  })
}

function listFiles(chunks) {
  const files = new Set()
  const seen = new Set()
  const add = (key, withLater) => {
    const chunk = chunks[key]
    if (!chunk || seen.has(`${key} ${withLater}`)) return
    seen.add(`${key} ${withLater}`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(`/${file}`)
    for (const other of chunk.imports ?? []) add(other, false)
    if (withLater) for (const other of chunk.dynamicImports ?? []) add(other, true)
  }
  add('index.html', false)
  for (const page of offlinePages) {
    if (!chunks[page]) throw new Error(`${page} is not a page of its own`)
    add(page, true)
  }
  return files
}
