import type { Connection } from '../../../platform/server/database.ts'

export async function countRecentDevices(db: Connection, addressHash: Buffer, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('device')
    .where('address_hash', '=', addressHash)
    .where('created_at', '>', new Date(now.getTime() - 3_600_000))
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** What stands about a participant itself. */
export function findKept(db: Connection, id: string) {
  return db
    .selectFrom('participant')
    .where('id', '=', id)
    .select(['id', 'phone_mask', 'created_at'])
    .executeTakeFirst()
}
