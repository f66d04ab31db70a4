import { createReadStream } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm, unlink } from 'node:fs/promises'
import path from 'node:path'
import { v7 } from 'uuid'
import type { Storage } from './storage.ts'

/** Files below `folder` as `ab/cd/<key>`; what `adopt` acknowledged survives a power cut. */
export function createDiskStorage(folder: string): Storage {
  const pathOf = (key: string) => {
    if (!/^[0-9a-f]{64}(\.[a-z]+)?$/.test(key)) throw new Error('storage: bad key')
    return path.join(folder, key.slice(0, 2), key.slice(2, 4), key)
  }
  const has = async (key: string) =>
    access(pathOf(key)).then(
      () => true,
      () => false,
    )
  return {
    has,
    async adopt(key, localPath) {
      const target = pathOf(key)
      if (await has(key)) {
        await rm(localPath, { force: true })
        return
      }
      await makeFolder(folder, path.dirname(target))
      await flush(localPath)
      await move(localPath, target)
      await flushFolder(path.dirname(target))
    },
    read: (key, range) => createReadStream(pathOf(key), range),
    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

async function makeFolder(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let one = folder; one.length >= root.length; one = path.dirname(one))
    await flushFolder(path.dirname(one))
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Windows cannot open folders; there the rename itself is journaled. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A rename cannot cross file systems; a copy beside the target, flushed, then can be renamed. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    const beside = `${to}.${v7()}`
    await copyFile(from, beside)
    await flush(beside)
    await rename(beside, to)
    await unlink(from)
  }
}
