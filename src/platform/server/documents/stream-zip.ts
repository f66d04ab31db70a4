import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import * as archiverModule from 'archiver'
import type { Archiver } from 'archiver'

// The types on npm describe the next major version; this one exports a function.
const createArchive = (archiverModule as unknown as { default: (format: 'zip', options: object) => Archiver })
  .default

/** Puts one file into the zip and returns when it is in. After the reader has gone it throws. */
export type AppendToZip = (
  content: Readable | Buffer,
  data: { name: string; date?: Date; store?: boolean },
) => Promise<void>

/**
 * A zip written while it is read: one file open at a time, nothing on disk, nothing left running when the reader goes
 * away. `fill` appends the files in their order.
 */
export function streamZip(level: number, fill: (append: AppendToZip) => Promise<void>): Readable {
  const archive = createArchive('zip', { zlib: { level }, forceZip64: false })
  const output = new PassThrough()
  const gone = new AbortController()
  let source: Readable | null = null
  output.once('close', () => {
    if (output.writableFinished) return
    gone.abort()
    source?.destroy()
    archive.abort()
  })
  archive.on('error', (error) => output.destroy(error))
  archive.pipe(output)
  const append: AppendToZip = async (content, data) => {
    gone.signal.throwIfAborted()
    if (content instanceof Readable) {
      source = content
      source.once('error', (error) => output.destroy(error))
    }
    const written = once(archive, 'entry', { signal: gone.signal })
    archive.append(content, data)
    await written
  }
  fill(append)
    .then(() => archive.finalize())
    .catch((error: Error) => {
      if (!gone.signal.aborted) output.destroy(error)
    })
  return output
}
