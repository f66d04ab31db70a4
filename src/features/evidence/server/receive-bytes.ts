import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Upload } from '@tus/server'
import { ProblemError, tooLarge } from '../../../platform/shared/problem.ts'
import { storageFull, uploadBusy, uploadConflict } from '../contract.ts'

/** Uploads being written by this process: two writers would mix their bytes. */
const writing = new Set<string>()

/** Appends to `file` at `offset`. When the line is cut what arrived stays, and the next request goes on from there. */
export async function receiveBytes(
  file: string,
  body: IncomingMessage,
  upload: Upload,
  offset: number,
): Promise<void> {
  if (writing.has(upload.id)) throw new ProblemError(uploadBusy)
  if (offset !== upload.offset) throw new ProblemError(uploadConflict)
  writing.add(upload.id)
  let left = upload.size! - offset
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length
      done(left < 0 ? new ProblemError(tooLarge) : null, chunk)
    },
  })
  // A cut line ends the stream here; the bytes before it are kept.
  const endWhenCut = () => {
    if (!body.complete) limited.end()
  }
  body.once('close', endWhenCut)
  body.once('error', endWhenCut)
  if (body.destroyed) endWhenCut()
  try {
    await pipeline(body.pipe(limited), createWriteStream(file, { flags: 'r+', start: offset }))
  } catch (error) {
    throw problemOfDisk(error)
  } finally {
    writing.delete(upload.id)
  }
}

/** A full disk is a problem with a name; whatever else goes wrong stays what it is. */
export function problemOfDisk(error: unknown): unknown {
  const { code } = error as { code?: string }
  return code === 'ENOSPC' || code === 'EDQUOT' ? new ProblemError(storageFull) : error
}
