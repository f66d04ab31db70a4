import exifr from 'exifr'
import sharp from 'sharp'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { brokenPicture } from '../contract.ts'
import { maximumPixels, thumbnailEdge } from '../rules.ts'

export interface Picture {
  width: number | null
  height: number | null
  takenAt: string | null
  latitude: number | null
  longitude: number | null
  thumbnail: Buffer | null
  /** Without place, time and camera; null when the original holds none or cannot be rewritten. */
  cleanCopy: Buffer | null
}

/** Formats that a phone may write and sharp's build cannot decode: kept, without thumbnail. */
const undecodable = new Set(['heic', 'heif', 'bmp'])

/** Size, place and time of a picture, a thumbnail and a copy that tells nothing about where it was taken. */
export async function examinePicture(path: string, extension: string): Promise<Picture> {
  const shot = await readShot(path)
  try {
    const options = { limitInputPixels: maximumPixels, failOn: 'error' as const }
    const metadata = await sharp(path, options).metadata()
    const turned = (metadata.orientation ?? 1) >= 5
    const thumbnail = await sharp(path, options)
      .rotate()
      .resize(thumbnailEdge, thumbnailEdge, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    const tells = metadata.exif || metadata.xmp || metadata.iptc
    const rewritten = sharp(path, options).rotate()
    const cleanCopy = tells
      ? await (metadata.format === 'jpeg' ? rewritten.jpeg({ quality: 92 }) : rewritten).toBuffer()
      : null
    return {
      width: (turned ? metadata.height : metadata.width) ?? null,
      height: (turned ? metadata.width : metadata.height) ?? null,
      ...shot,
      thumbnail,
      cleanCopy,
    }
  } catch {
    if (!undecodable.has(extension)) throw new ProblemError(brokenPicture)
    return { width: null, height: null, ...shot, thumbnail: null, cleanCopy: null }
  }
}

async function readShot(path: string): Promise<Pick<Picture, 'takenAt' | 'latitude' | 'longitude'>> {
  const found = await exifr
    .parse(path, {
      gps: true,
      reviveValues: false,
      pick: [
        'DateTimeOriginal',
        'OffsetTimeOriginal',
        'latitude',
        'longitude',
        'GPSLatitude',
        'GPSLongitude',
        'GPSLatitudeRef',
        'GPSLongitudeRef',
      ],
    })
    .catch(() => undefined)
  const time = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(found?.DateTimeOriginal ?? ''))
  const offset = /^[+-]\d\d:\d\d$/.exec(String(found?.OffsetTimeOriginal ?? ''))?.[0] ?? ''
  const degrees = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null)
  return {
    takenAt: time ? `${time[1]}-${time[2]}-${time[3]}T${time[4]}${offset}` : null,
    latitude: degrees(found?.latitude),
    longitude: degrees(found?.longitude),
  }
}
