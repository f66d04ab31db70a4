import sharp from 'sharp'
import { showsEnough } from '../compare-pictures.ts'
import { computeKeys, edge } from '../picture-hash.ts'

export interface PictureFingerprint {
  grey: Buffer
  keys: Int32Array
}

/** Null for a picture that shows too little to be known again. Throws what sharp throws for what is no picture. */
export async function fingerprintPicture(picture: string | Buffer): Promise<PictureFingerprint | null> {
  const grey = await sharp(picture)
    .rotate()
    .flatten({ background: '#fff' })
    .greyscale()
    .resize(edge, edge, { fit: 'fill' })
    .raw()
    .toBuffer()
  return showsEnough(grey) ? { grey, keys: computeKeys(grey) } : null
}
