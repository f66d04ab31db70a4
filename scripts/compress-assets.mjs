import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { root } from './install-if-needed.mjs'

/** Lays `.br` and `.gz` beside what compresses; the server sends them to browsers that read them. */
export function compressAssets() {
  const folder = path.join(root, 'dist/web')
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(?:js|css|svg|html|webmanifest)$/.test(name)) continue
    const file = path.join(folder, name)
    const content = readFileSync(file)
    if (content.length < 1_000) continue
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  }
}
