import { type FileHandle, open } from 'node:fs/promises'
import { type Box, listBoxes, readBox } from './movie-boxes.ts'

const containers = new Set(['moov', 'trak', 'mdia', 'mvex'])

/** Seconds that an MP4, MOV or 3GP lasts: the longest that it says anywhere, so that one short claim hides nothing. Null when it does not say. */
export async function measureVideo(path: string): Promise<number | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const found: number[] = []
    for (const box of await listBoxes(file, 0, size)) await collect(file, box, found)
    const longest = Math.max(0, ...found)
    return longest > 0 ? longest : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}

async function collect(file: FileHandle, box: Box, found: number[]): Promise<void> {
  if (containers.has(box.type))
    for (const one of await listBoxes(file, box.from, box.to)) await collect(file, one, found)
  if (box.type === 'mvhd' || box.type === 'mdhd') {
    const content = await readBox(file, box)
    const long = content[0] === 1
    const scale = content.readUInt32BE(long ? 20 : 12)
    const length = long ? Number(content.readBigUInt64BE(24)) : content.readUInt32BE(16)
    // All ones means that it is not known.
    if (scale > 0 && length !== 0xffffffff) found.push(length / scale)
  }
}
