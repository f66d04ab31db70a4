import { type FileHandle, open } from 'node:fs/promises'
import type { Blank } from './blank-bytes.ts'
import { type Box, listBoxes, readBox } from './movie-boxes.ts'
import { listSampleRuns } from './movie-samples.ts'

export interface Video {
  takenAt: string | null
  latitude: number | null
  longitude: number | null
  /** What others than the unit and its reviewers do not get; null when the file could not be understood. */
  blanks: Blank[] | null
}

/** Free descriptions: place, camera, names. Players need none of them. */
const telling = new Set(['udta', 'meta', 'uuid'])
const containers = new Set(['moov', 'trak', 'mdia', 'minf'])
const withTimes = new Set(['mvhd', 'tkhd', 'mdhd'])
/** Tracks that stay; others (positions of a drone or a camera, subtitles that hold them) are emptied. */
const keptTracks = new Set(['vide', 'soun', 'tmcd'])
const secondsFrom1904To1970 = 2_082_844_800

/** Place and time inside an MP4, MOV or 3GP, and where they stand in it. */
export async function examineVideo(path: string): Promise<Video> {
  const video: Findings = { takenAt: null, latitude: null, longitude: null, blanks: [], traits: new Set() }
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    for (const box of await listBoxes(file, 0, size)) await examineBox(file, box, video)
    // The content of a track lies in the fragments, which are not looked into.
    const understood = !(video.traits.has('fragments') && video.traits.has('other tracks'))
    return { ...video, blanks: understood ? video.blanks.sort((a, b) => a.at - b.at) : null }
  } catch {
    return { ...video, blanks: null }
  } finally {
    await file.close()
  }
}

interface Findings extends Video {
  blanks: Blank[]
  traits: Set<'fragments' | 'other tracks'>
}

async function examineBox(file: FileHandle, box: Box, video: Findings): Promise<void> {
  if (telling.has(box.type)) {
    Object.assign(video, findPlace(await readBox(file, box)))
    // `free` is room that readers pass over; sizes and offsets stay as they were.
    video.blanks.push(
      { at: box.at + 4, length: 4, text: 'free' },
      { at: box.from, length: box.to - box.from },
    )
  } else if (withTimes.has(box.type)) {
    const content = await readBox(file, box)
    video.blanks.push({ at: box.from + 4, length: content[0] === 1 ? 16 : 8 })
    if (box.type === 'mvhd') video.takenAt = readTime(content)
  } else if (box.type === 'cmov') {
    throw new Error('a compressed description')
  } else if (box.type === 'moof') {
    video.traits.add('fragments')
  } else if (containers.has(box.type)) {
    const inside = await listBoxes(file, box.from, box.to)
    for (const one of inside) await examineBox(file, one, video)
    if (box.type === 'mdia' && !keptTracks.has(await readHandler(file, inside))) {
      video.traits.add('other tracks')
      video.blanks.push(...(await listSampleRuns(file, inside)))
    }
  }
}

async function readHandler(file: FileHandle, boxes: Box[]): Promise<string> {
  const box = boxes.find((one) => one.type === 'hdlr')
  return box ? (await readBox(file, box)).toString('latin1', 8, 12) : ''
}

/** ISO 6709, as phones write it: `+35.4907+112.8514+740/`. */
function findPlace(content: Buffer): Pick<Video, 'latitude' | 'longitude'> | null {
  const match = /([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w+)?\//.exec(
    content.toString('latin1'),
  )
  return match && { latitude: Number(match[1]), longitude: Number(match[2]) }
}

function readTime(content: Buffer): string | null {
  const seconds = content[0] === 1 ? Number(content.readBigUInt64BE(4)) : content.readUInt32BE(4)
  const instant = (seconds - secondsFrom1904To1970) * 1000
  if (instant <= 0 || instant > 4e12) return null
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`
}
