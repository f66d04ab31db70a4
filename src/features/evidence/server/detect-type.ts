import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { type FileKind, extensionOf, kindOfExtension } from '../rules.ts'

export interface DetectedType {
  kind: FileKind
  mediaType: string
  /** Of the content, without dot. */
  extension: string
}

const movieTypes = new Set(['video/mp4', 'video/x-m4v', 'video/quicktime', 'video/3gpp', 'video/3gpp2'])

/** Videos in the container of phones, whose descriptions can be read. */
export function isMovie(type: { mediaType: string }): boolean {
  return movieTypes.has(type.mediaType)
}

const legacyTypes: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  wps: 'application/vnd.ms-works',
  wpt: 'application/vnd.ms-works',
  et: 'application/vnd.ms-excel',
  ett: 'application/vnd.ms-excel',
  dps: 'application/vnd.ms-powerpoint',
  dpt: 'application/vnd.ms-powerpoint',
}
const sampled = 64 * 1024

/** What a file is, by its content; the name only tells apart what shares one container (doc and wps, txt and csv). */
export async function detectType(path: string, name: string): Promise<DetectedType | null> {
  const named = extensionOf(name) ?? ''
  const found = await fileTypeFromFile(path)
  if (found?.ext === 'cfb' || (found?.ext === 'zip' && named in legacyTypes)) {
    const mediaType = legacyTypes[named]
    return mediaType ? { kind: 'document', mediaType, extension: named } : null
  }
  if (found?.ext === 'zip' && named === 'ofd' && (await readTail(path)).includes('OFD.xml'))
    return { kind: 'document', mediaType: 'application/ofd', extension: 'ofd' }
  if (found) {
    const kind = kindOfExtension(found.ext)
    return kind && { kind, mediaType: found.mime, extension: found.ext }
  }
  if ((named === 'txt' || named === 'csv') && !(await readHead(path)).includes(0))
    return { kind: 'document', mediaType: named === 'csv' ? 'text/csv' : 'text/plain', extension: named }
  return null
}

async function readHead(path: string): Promise<Buffer> {
  return readPart(path, () => 0)
}

/** Where a zip keeps its list of names. */
async function readTail(path: string): Promise<Buffer> {
  return readPart(path, (size) => Math.max(0, size - sampled))
}

async function readPart(path: string, from: (size: number) => number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(Math.min(size, sampled))
    await handle.read(buffer, 0, buffer.length, from(size))
    return buffer
  } finally {
    await handle.close()
  }
}
