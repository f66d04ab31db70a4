import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { Storage } from '../../../platform/server/storage.ts'
import { maximumPixels } from '../rules.ts'

/** Enough for 7.5 cm at 300 dots an inch. */
const printEdge = 900

/** A picture as it is printed in a paper: small, upright, telling neither place nor camera; null when it is lost. */
export async function readPrintCopy(
  storage: Storage,
  { sha256 }: { sha256: string },
): Promise<{ jpeg: Buffer; width: number; height: number } | null> {
  if (!(await storage.has(sha256))) return null
  const { data, info } = await sharp(await buffer(storage.read(sha256)), { limitInputPixels: maximumPixels })
    .rotate()
    .flatten({ background: '#fff' })
    .resize(printEdge, printEdge, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true })
  return { jpeg: data, width: info.width, height: info.height }
}
