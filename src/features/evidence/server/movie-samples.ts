import type { FileHandle } from 'node:fs/promises'
import { type Box, listBoxes, readBox } from './movie-boxes.ts'

/** Where a track's content lies in the file, one run per chunk. `mdia`: the boxes of the track's media. */
export async function listSampleRuns(
  file: FileHandle,
  mdia: Box[],
): Promise<{ at: number; length: number }[]> {
  const minf = mdia.find((box) => box.type === 'minf')
  const stbl = minf && (await listBoxes(file, minf.from, minf.to)).find((box) => box.type === 'stbl')
  const tables = stbl ? await listBoxes(file, stbl.from, stbl.to) : []
  const read = async (type: string) => {
    const box = tables.find((one) => one.type === type)
    return box ? readBox(file, box) : null
  }
  const offsets = listOffsets(await read('stco'), await read('co64'))
  const [sizes, perChunk] = [await read('stsz'), await read('stsc')]
  if (offsets.length === 0) return []
  if (!sizes || !perChunk) throw new Error('a track without sizes')
  let sample = 0
  return offsets.map((at, chunk) => {
    const end = sample + samplesIn(perChunk, chunk + 1)
    let length = 0
    for (; sample < end; sample += 1) length += sizeOf(sizes, sample)
    return { at, length }
  })
}

function listOffsets(short: Buffer | null, long: Buffer | null): number[] {
  const table = long ?? short
  if (!table) return []
  return Array.from({ length: table.readUInt32BE(4) }, (_, index) =>
    long ? Number(long.readBigUInt64BE(8 + index * 8)) : table.readUInt32BE(8 + index * 4),
  )
}

/** One size for all, or a list. */
function sizeOf(table: Buffer, sample: number): number {
  return table.readUInt32BE(4) || table.readUInt32BE(12 + sample * 4)
}

/** Entries say from which chunk on (counted from 1) how many samples a chunk holds. */
function samplesIn(table: Buffer, chunk: number): number {
  let samples = 0
  for (let entry = 0; entry < table.readUInt32BE(4); entry += 1) {
    if (table.readUInt32BE(8 + entry * 12) > chunk) break
    samples = table.readUInt32BE(12 + entry * 12)
  }
  return samples
}
