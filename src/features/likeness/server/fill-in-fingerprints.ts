import { buffer } from 'node:stream/consumers'
import type { Services } from '../../../platform/server/services.ts'
import { fingerprintPicture } from './fingerprint-picture.ts'
import { storePictureFingerprint } from './store-picture-fingerprint.ts'

const batch = 50

/**
 * Gives a fingerprint to every picture that has none: those from before there were fingerprints, or after a restore.
 * Works from the thumbnails, a few at a time, until done or told to stop; returns how many. Two servers may do it at
 * once.
 */
export async function fillInFingerprints(services: Services, signal?: AbortSignal): Promise<number> {
  let filled = 0
  while (!signal?.aborted) {
    const missing = await services.pool.db
      .selectFrom('blob as b')
      .leftJoin('picture_fingerprint as p', 'p.sha256', 'b.sha256')
      .where('b.kind', '=', 'image')
      .where('p.sha256', 'is', null)
      .select(['b.sha256', 'b.has_thumbnail'])
      .limit(batch)
      .execute()
    for (const { sha256, has_thumbnail } of missing) {
      if (signal?.aborted) break
      const fingerprint = has_thumbnail ? await fingerprintStored(services, sha256) : null
      await storePictureFingerprint(services.pool.db, sha256, fingerprint, services.clock.now())
      filled += 1
    }
    if (missing.length < batch) break
  }
  return filled
}

/** A thumbnail that is lost or damaged must not keep the others waiting. */
async function fingerprintStored(services: Services, sha256: string) {
  try {
    return await fingerprintPicture(await buffer(services.storage.read(`${sha256}.thumb`)))
  } catch (error) {
    services.log?.error({ error, sha256 }, 'no fingerprint: the thumbnail cannot be read')
    return null
  }
}
