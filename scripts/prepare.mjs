import path from 'node:path'
import { exclusively } from '../src/platform/server/file-lock.mjs'
import { buildIfNeeded } from './build.mjs'
import { installIfNeeded, root } from './install-if-needed.mjs'

/** Installs and builds what is missing; two commands at once wait for each other. */
export async function prepare() {
  await exclusively(path.join(root, '.preparing'), async () => {
    installIfNeeded()
    await buildIfNeeded()
  })
}
