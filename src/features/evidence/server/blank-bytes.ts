import { Transform } from 'node:stream'

/** Bytes of a file that are replaced, by `text` (Latin letters) or by zeros. */
export interface Blank {
  at: number
  length: number
  text?: string
}

/** Passes a file on from byte `start` with the blanks (in order of place) replaced. */
export function blankBytes(blanks: Blank[], start: number): Transform {
  let position = start
  let next = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const end = position + chunk.length
      while (next < blanks.length && blanks[next]!.at + blanks[next]!.length <= position) next += 1
      let result = chunk
      for (let index = next; index < blanks.length && blanks[index]!.at < end; index += 1) {
        if (result === chunk) result = Buffer.from(chunk)
        replace(result, position, blanks[index]!)
      }
      position = end
      done(null, result)
    },
  })
}

function replace(chunk: Buffer, position: number, { at, length, text }: Blank): void {
  const bytes = text ? Buffer.from(text, 'latin1') : null
  for (
    let index = Math.max(0, at - position);
    index < Math.min(chunk.length, at + length - position);
    index += 1
  )
    chunk[index] = bytes ? bytes[position + index - at]! : 0
}
