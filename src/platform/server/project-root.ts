import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of package.json, seen alike from `src/` and from the built `dist/`. */
export const projectRoot = findRoot(import.meta.dirname)

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('package.json not found above the program')
  return findRoot(parent)
}
