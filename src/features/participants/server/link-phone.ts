import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { type Join, joinParticipants } from './join-participants.ts'

export interface VerifiedPhone {
  tokenHash: Buffer
  participantId: string
  phoneHash: Buffer
  phoneMask: string
  now: Date
  joins: Join[]
}

/**
 * The device now belongs to the person who has the number. A device of nobody in particular becomes that person, or joins
 * the one there is with all that it did; a device that was another person's leaves what it did to that person.
 */
export async function linkPhone(db: Connection, phone: VerifiedPhone): Promise<void> {
  const person = await db
    .selectFrom('participant')
    .where('phone_hash', '=', phone.phoneHash)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (person?.id === phone.participantId) return
  const own = await db
    .selectFrom('participant')
    .where('id', '=', phone.participantId)
    .select(['id', 'verified_at'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (!person && !own.verified_at) {
    await db
      .updateTable('participant')
      .set({ phone_hash: phone.phoneHash, phone_mask: phone.phoneMask, verified_at: phone.now })
      .where('id', '=', own.id)
      .execute()
    return
  }
  const to = person?.id ?? (await addPerson(db, phone))
  await db
    .updateTable('device')
    .set({ participant_id: to })
    .where('token_hash', '=', phone.tokenHash)
    .execute()
  if (!own.verified_at) await joinParticipants(db, own.id, to, phone)
}

async function addPerson(db: Connection, { phoneHash, phoneMask, now }: VerifiedPhone): Promise<string> {
  const id = v7()
  await db
    .insertInto('participant')
    .values({ id, phone_hash: phoneHash, phone_mask: phoneMask, verified_at: now, created_at: now })
    .execute()
  return id
}
