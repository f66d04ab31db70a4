import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { exclusively } from '../../src/platform/server/file-lock.mjs'

const packed = path.join(
  createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .split(/[\\/]build[\\/]/)[0]!,
  'bin',
)
/** Beside the packages, not in the temp folder: there the next user of the machine could not write. */
const folder = path.resolve(import.meta.dirname, '../../node_modules/.cache/anyue-chromium-147')

/** The Chromium of the npm package (Linux on x64), unpacked once. */
export async function unpackChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('the Chromium from npm is for Linux on x64 only')
  return unpackOnce('chromium', async (target) => {
    const output = createWriteStream(target, { mode: 0o755 })
    await pipeline(createReadStream(path.join(packed, 'chromium.br')), createBrotliDecompress(), output)
  })
}

/** The system libraries that the package carries for machines that have none of a browser's. */
export async function unpackLibraries(): Promise<string> {
  const unpacked = await unpackOnce('al2023', async (target) => {
    const archive = `${target}.tar`
    await pipeline(
      createReadStream(path.join(packed, 'al2023.tar.br')),
      createBrotliDecompress(),
      createWriteStream(archive),
    )
    mkdirSync(target)
    execFileSync('tar', ['xf', archive, '-C', target])
    rmSync(archive)
  })
  return path.join(unpacked, 'lib')
}

/** Test files run at once; a half-written file never has the final name. */
async function unpackOnce(name: string, write: (target: string) => Promise<void>): Promise<string> {
  const target = path.join(folder, name)
  await exclusively(path.join(folder, `${name}.lock`), async () => {
    if (existsSync(target)) return
    const partial = `${target}.partial`
    rmSync(partial, { recursive: true, force: true })
    await write(partial)
    renameSync(partial, target)
  })
  return target
}
