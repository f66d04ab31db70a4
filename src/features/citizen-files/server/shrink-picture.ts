import sharp from 'sharp'
import { maximumPixels, thumbnailEdge } from '../../evidence/rules.ts'
import { keptEdge } from '../rules.ts'

interface Shrunk {
  kept: Buffer
  /** WebP. */
  thumbnail: Buffer
  width: number
  height: number
}

/** An upright JPEG of moderate size without any metadata, and a thumbnail; null for what cannot be opened. */
export async function shrinkPicture(path: string): Promise<Shrunk | null> {
  try {
    const { data, info } = await sharp(path, { limitInputPixels: maximumPixels, failOn: 'error' })
      .rotate()
      .flatten({ background: '#fff' })
      .resize(keptEdge, keptEdge, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 84 })
      .toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data)
      .resize(thumbnailEdge, thumbnailEdge, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    return { kept: data, thumbnail, width: info.width, height: info.height }
  } catch {
    return null
  }
}
