import { Unzip, UnzipInflate } from 'fflate'

const slice = 64 * 1024

/**
 * Whether a zip stays below so many bytes when it is unpacked. What it says of itself is not believed: it is unpacked
 * in small steps and thrown away. False for what is no zip.
 */
export function unpacksWithin(bytes: Uint8Array, limit: number): boolean {
  let total = 0
  let broken = false
  const unzip = new Unzip((file) => {
    file.ondata = (error, chunk) => {
      if (error) broken = true
      else total += chunk.length
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length && !broken && total <= limit; at += slice)
      unzip.push(bytes.subarray(at, at + slice), at + slice >= bytes.length)
  } catch {
    return false
  }
  return !broken && total > 0 && total <= limit
}
