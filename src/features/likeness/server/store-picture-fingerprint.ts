import type { Connection } from '../../../platform/server/database.ts'
import { noKey } from '../picture-hash.ts'
import type { PictureFingerprint } from './fingerprint-picture.ts'

/** Null is kept too: nobody needs to look at that picture again. Harmless when repeated. */
export async function storePictureFingerprint(
  db: Connection,
  sha256: string,
  fingerprint: PictureFingerprint | null,
  storedAt: Date,
): Promise<void> {
  const key = (region: number) => {
    const found = fingerprint?.keys[region]
    return found === undefined || found === noKey ? null : found
  }
  await db
    .insertInto('picture_fingerprint')
    .values({
      sha256,
      grey: fingerprint?.grey ?? null,
      key_0: key(0),
      key_1: key(1),
      key_2: key(2),
      key_3: key(3),
      key_4: key(4),
      key_5: key(5),
      key_6: key(6),
      key_7: key(7),
      stored_at: storedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
