import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './install-if-needed.mjs'

const allowed = 300

/** What a browser loads before the first page: the scripts that index.html names, and what they import at once. */
export function measureFirstLoad() {
  const folder = path.join(root, 'dist/web')
  const seen = new Set()
  const waiting = [
    ...readFileSync(path.join(folder, 'index.html'), 'utf8').matchAll(/assets\/[^"]+\.js/g),
  ].map(([name]) => name)
  let bytes = 0
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const text = readFileSync(path.join(folder, name), 'utf8')
    bytes += gzipSync(text).length
    for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      waiting.push(`assets/${imported}`)
  }
  return { kilobytes: Math.round(bytes / 1024), allowed }
}
