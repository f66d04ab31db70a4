import type { Connection } from '../../../platform/server/database.ts'
import { fingerprintText } from './fingerprint-text.ts'

/** Names a text: what it belongs to and which one, such as `submission.summary` and the id of its obligation. */
export interface TextName {
  kind: string
  id: string
}

/** Takes the place of what was stored under this name; a text too short to compare leaves nothing. */
export async function storeTextFingerprint(
  db: Connection,
  stored: TextName & { text: string; at: Date },
): Promise<void> {
  const found = fingerprintText(stored.text)
  if (!found) return removeTextFingerprint(db, stored)
  const band = (number: number) => found.bands[number]!
  const content = {
    shingles: found.shingles,
    band_0: band(0),
    band_1: band(1),
    band_2: band(2),
    band_3: band(3),
    band_4: band(4),
    band_5: band(5),
    band_6: band(6),
    band_7: band(7),
    band_8: band(8),
    band_9: band(9),
    band_10: band(10),
    band_11: band(11),
    stored_at: stored.at,
  }
  await db
    .insertInto('text_fingerprint')
    .values({ kind: stored.kind, id: stored.id, ...content })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(content))
    .execute()
}

export async function removeTextFingerprint(db: Connection, name: TextName): Promise<void> {
  await db.deleteFrom('text_fingerprint').where('kind', '=', name.kind).where('id', '=', name.id).execute()
}
