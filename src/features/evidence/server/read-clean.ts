import { type Readable, pipeline } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Storage } from '../../../platform/server/storage.ts'
import { type Blank, blankBytes } from './blank-bytes.ts'
import { isMovie } from './detect-type.ts'

/**
 * What is read by those who shall not learn place and time. Of a picture a rewritten copy is kept; of a video, which
 * may be large, only the list of what is blanked while the original is read.
 */
export async function readClean(
  storage: Storage,
  file: { sha256: string; kind: string },
  range?: { start: number; end: number },
): Promise<Readable> {
  if (file.kind !== 'video') return storage.read(cleanKey(file), range)
  const blanks = JSON.parse(await text(storage.read(cleanKey(file)))) as Blank[]
  const output = blankBytes(blanks, range?.start ?? 0)
  // An error of either reaches the reader of the output.
  pipeline(storage.read(file.sha256, range), output, () => undefined)
  return output
}

/** Holds a place, has a copy without it, or is a picture or video that could not be looked into. */
export function mayTellPlace(row: {
  kind: string
  media_type: string
  latitude: number | null
  has_thumbnail: boolean
  has_clean_copy: boolean
}): boolean {
  const opaque = row.kind === 'image' ? !row.has_thumbnail : isMovie({ mediaType: row.media_type })
  return row.has_clean_copy || row.latitude !== null || opaque
}

export function cleanKey({ sha256 }: { sha256: string }): string {
  return `${sha256}.clean`
}
