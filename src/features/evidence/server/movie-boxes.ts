import type { FileHandle } from 'node:fs/promises'

/** One box ("atom") of an MP4 or QuickTime file; `from`–`to` is what it holds. */
export interface Box {
  type: string
  /** Where its header begins. */
  at: number
  from: number
  to: number
}

/** Larger tables and descriptions than this are not believed. */
const largestRead = 64 * 1024 * 1024

/** The boxes between two places of a file. Throws when a size cannot be true. */
export async function listBoxes(file: FileHandle, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    const header = await readBytes(file, at, Math.min(16, to - at))
    const type = header.toString('latin1', 4, 8)
    const short = header.readUInt32BE(0)
    const long = short === 1
    const size = long ? Number(header.readBigUInt64BE(8)) : short === 0 ? to - at : short
    // QuickTime ends some lists with four zero bytes.
    if (short === 0 && type === '\0\0\0\0') break
    const head = long ? 16 : 8
    if (size < head || at + size > to) throw new Error(`a box of ${size} bytes cannot be at ${at}`)
    boxes.push({ type, at, from: at + head, to: at + size })
    at += size
  }
  return boxes
}

export async function readBox(file: FileHandle, box: Box): Promise<Buffer> {
  return readBytes(file, box.from, box.to - box.from)
}

async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (length > largestRead) throw new Error(`a description of ${length} bytes`)
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < length) throw new Error(`the file ends at ${at + bytesRead}`)
  return buffer
}
