import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project-root.ts'

interface PublicAssets {
  css: string
  /** Island name → its script and the chunks that this imports, for preloading. */
  islands: Record<string, { script: string; imports: string[] }>
}

let known: PublicAssets | null = null

/** Addresses of the built style and scripts of the citizens' pages; written by `scripts/build-public.mjs`. */
export function readPublicAssets(): PublicAssets {
  const file = path.join(projectRoot, 'dist/web/public-assets.json')
  known ??= existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as PublicAssets)
    : { css: '', islands: {} }
  return known
}
