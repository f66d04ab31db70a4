import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { writeAudit } from '../../../platform/server/audit.ts'
import { inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { fingerprintPicture } from '../../likeness/server/fingerprint-picture.ts'
import { storePictureFingerprint } from '../../likeness/server/store-picture-fingerprint.ts'
import { damagedUpload, emptyFile, unsupportedFile } from '../contract.ts'
import { cleanFileName } from '../rules.ts'
import { detectType, isMovie } from './detect-type.ts'
import { examinePicture } from './examine-picture.ts'
import { examineVideo } from './examine-video.ts'
import { insertBlob } from './insert-blob.ts'
import { cleanKey } from './read-clean.ts'

type AuditContext = Parameters<typeof writeAudit>[1]

export interface Incoming {
  /** Becomes the file's id; the same id twice stores once. */
  id: string
  /** Moved away when it is stored. */
  path: string
  name: string
  unitId: string
  /** Hex, where the sender said it. */
  sha256?: string | undefined
}

/** Reads what arrived, stores its content once and records it for the unit. Throws the contract's problems. */
export async function ingestFile(services: Services, context: AuditContext, incoming: Incoming) {
  const { size } = await stat(incoming.path)
  if (size === 0) throw new ProblemError(emptyFile)
  const name = cleanFileName(incoming.name)
  const type = await detectType(incoming.path, name)
  if (!type) throw new ProblemError(unsupportedFile)
  const hash = createHash('sha256')
  await pipeline(createReadStream(incoming.path), hash)
  const sha256 = hash.digest('hex')
  if (incoming.sha256 && incoming.sha256.toLowerCase() !== sha256) throw new ProblemError(damagedUpload)

  const picture = type.kind === 'image' ? await examinePicture(incoming.path, type.extension) : null
  const fingerprint = picture?.thumbnail ? await fingerprintPicture(picture.thumbnail) : null
  const video = isMovie(type) ? await examineVideo(incoming.path) : null
  const shot = picture ?? video
  const keep = async (key: string, bytes: Buffer) => {
    const beside = `${incoming.path}${key.slice(sha256.length)}`
    await writeFile(beside, bytes)
    await services.storage.adopt(key, beside)
  }
  if (picture?.thumbnail) await keep(`${sha256}.thumb`, picture.thumbnail)
  const clean = picture?.cleanCopy ?? (video?.blanks ? Buffer.from(JSON.stringify(video.blanks)) : null)
  if (clean) await keep(cleanKey({ sha256 }), clean)
  await services.storage.adopt(sha256, incoming.path)

  await inTransaction(services.pool, async (db) => {
    await insertBlob(db, services.storage, {
      sha256,
      size,
      media_type: type.mediaType,
      kind: type.kind,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      taken_at: shot?.takenAt ?? null,
      latitude: shot?.latitude ?? null,
      longitude: shot?.longitude ?? null,
      has_thumbnail: Boolean(picture?.thumbnail),
      has_clean_copy: clean !== null,
      stored_at: context.now,
    })
    if (picture) await storePictureFingerprint(db, sha256, fingerprint, context.now)
    const added = await db
      .insertInto('file')
      .values({
        id: incoming.id,
        sha256,
        name,
        unit_id: incoming.unitId,
        uploaded_at: context.now,
        uploaded_by: context.caller!.id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added)
      await writeAudit(db, context, 'file-uploaded', {
        subjectId: incoming.id,
        unitId: incoming.unitId,
        after: { size, kind: type.kind, sha256 },
      })
  })
}
