import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { hashSecret } from './hash-secret.ts'

/** A new participant with this one device; gives the token for its cookie. */
export async function openDevice(
  db: Connection,
  services: Services,
  { address, now }: { address: string; now: Date },
): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const id = v7()
  await db.insertInto('participant').values({ id, created_at: now }).execute()
  await db
    .insertInto('device')
    .values({
      token_hash: hashSecret(services, 'device', token),
      participant_id: id,
      address_hash: hashSecret(services, 'address', address),
      created_at: now,
    })
    .execute()
  return token
}
