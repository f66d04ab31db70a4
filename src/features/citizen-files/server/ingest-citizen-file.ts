import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, tooLarge } from '../../../platform/shared/problem.ts'
import { brokenPicture, emptyFile } from '../../evidence/contract.ts'
import { cleanFileName } from '../../evidence/rules.ts'
import { type DetectedType, detectType, isMovie } from '../../evidence/server/detect-type.ts'
import { examineVideo } from '../../evidence/server/examine-video.ts'
import { insertBlob } from '../../evidence/server/insert-blob.ts'
import { measureVideo } from '../../evidence/server/measure-video.ts'
import { cleanKey } from '../../evidence/server/read-clean.ts'
import { fingerprintPicture } from '../../likeness/server/fingerprint-picture.ts'
import { storePictureFingerprint } from '../../likeness/server/store-picture-fingerprint.ts'
import { citizenFileRefused, heicRefused, videoTooLong, videoUnclear } from '../contract.ts'
import { isUnreadablePicture, largestFile, longestVideoSeconds } from '../rules.ts'
import { shrinkPicture } from './shrink-picture.ts'

interface Incoming {
  /** Becomes the file's id; the same id twice stores once. */
  id: string
  /** Moved away or removed. */
  path: string
  name: string
  participantId: string
}

const documents = new Set(['pdf', 'doc', 'docx'])

/**
 * Looks at what arrived by its content, not its name, and keeps what may be kept of it. The function that it gives
 * writes the file down, in one transaction with whatever else is written there.
 */
export async function ingestCitizenFile(
  services: Services,
  incoming: Incoming,
  now: Date,
): Promise<(db: Connection) => Promise<void>> {
  const { size } = await stat(incoming.path)
  if (size === 0) throw new ProblemError(emptyFile)
  const type = await detectType(incoming.path, incoming.name)
  if (!type || !isWelcome(type)) throw new ProblemError(citizenFileRefused)
  if (isUnreadablePicture(type.extension)) throw new ProblemError(heicRefused)
  if (size > largestFile[type.kind]) throw new ProblemError(tooLarge)
  const store = type.kind === 'image' ? storePicture : type.kind === 'video' ? storeVideo : storeDocument
  const { sha256, name, record } = await store(services, incoming, type, now)
  return async (db) => {
    await record(db)
    await db
      .insertInto('citizen_file')
      .values({
        id: incoming.id,
        participant_id: incoming.participantId,
        sha256,
        name,
        received_size: size,
        uploaded_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function isWelcome(type: DetectedType): boolean {
  if (type.kind === 'video') return isMovie(type)
  return type.kind === 'image' || documents.has(type.extension)
}

interface Stored {
  sha256: string
  name: string
  record: (db: Connection) => Promise<void>
}

/** Only the smaller copy stays, which has neither place nor time nor camera. */
async function storePicture(
  services: Services,
  { path }: Incoming,
  _: DetectedType,
  now: Date,
): Promise<Stored> {
  const shrunk = await shrinkPicture(path)
  if (!shrunk) throw new ProblemError(brokenPicture)
  const { kept, thumbnail, width, height } = shrunk
  const sha256 = createHash('sha256').update(kept).digest('hex')
  const fingerprint = await fingerprintPicture(thumbnail)
  for (const [key, bytes] of [
    [`${sha256}.thumb`, thumbnail],
    [sha256, kept],
  ] as const) {
    await writeFile(`${path}.kept`, bytes)
    await services.storage.adopt(key, `${path}.kept`)
  }
  await rm(path, { force: true })
  const blob = { sha256, size: kept.length, media_type: 'image/jpeg', kind: 'image', width, height }
  return {
    sha256,
    name: '图片.jpg',
    record: async (db) => {
      await insertBlob(db, services.storage, { ...blob, has_thumbnail: true, stored_at: now })
      await storePictureFingerprint(db, sha256, fingerprint, now)
    },
  }
}

/** Kept as it is, with the list of what is blanked whenever it is read: a video from which that is unknown is not kept. */
async function storeVideo(
  services: Services,
  { path }: Incoming,
  type: DetectedType,
  now: Date,
): Promise<Stored> {
  const seconds = await measureVideo(path)
  const { blanks } = await examineVideo(path)
  if (seconds === null || !blanks) throw new ProblemError(videoUnclear)
  if (seconds > longestVideoSeconds) throw new ProblemError(videoTooLong)
  const { size } = await stat(path)
  const sha256 = await hashFile(path)
  await writeFile(`${path}.clean`, JSON.stringify(blanks))
  await services.storage.adopt(cleanKey({ sha256 }), `${path}.clean`)
  await services.storage.adopt(sha256, path)
  const blob = {
    sha256,
    size,
    media_type: type.mediaType,
    kind: 'video',
    has_clean_copy: true,
    stored_at: now,
  }
  return { sha256, name: `视频.${type.extension}`, record: (db) => insertBlob(db, services.storage, blob) }
}

async function storeDocument(
  services: Services,
  incoming: Incoming,
  type: DetectedType,
  now: Date,
): Promise<Stored> {
  const { path, name } = incoming
  const { size } = await stat(path)
  const sha256 = await hashFile(path)
  await services.storage.adopt(sha256, path)
  const blob = { sha256, size, media_type: type.mediaType, kind: 'document', stored_at: now }
  return { sha256, name: cleanFileName(name), record: (db) => insertBlob(db, services.storage, blob) }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
