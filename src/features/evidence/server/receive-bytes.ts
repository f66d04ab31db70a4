import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import type { FileStore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import { ProblemError, tooLarge } from '../../../platform/shared/problem.ts'
import { uploadBusy, uploadConflict } from '../contract.ts'

/** Uploads being written by this process: two writers would mix their bytes. */
const writing = new Set<string>()

/** Appends at `offset`. When the line is cut what arrived stays, and the next request goes on from there. */
export async function receiveBytes(
  store: FileStore,
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
    await store.write(body.pipe(limited), upload.id, offset)
  } finally {
    writing.delete(upload.id)
  }
}
