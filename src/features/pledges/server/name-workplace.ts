import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { pinyinOf } from '../../../platform/server/pinyin.ts'
import { normalise } from '../../org/rules.ts'

/** The enterprise of that name at the unit, however it is written; the first writing stays. */
export async function findOrAddWorkplace(db: Connection, unitId: string, name: string): Promise<string> {
  const key = normalise(name)
  const added = await db
    .insertInto('workplace')
    .values({ id: v7(), unit_id: unitId, name_key: key, name, pinyin: pinyinOf(name), given: 0 })
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) return added.id
  const { id } = await db
    .selectFrom('workplace')
    .where('unit_id', '=', unitId)
    .where('name_key', '=', key)
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function countWorkplace(db: Connection, id: string, people: 1 | -1): Promise<void> {
  await db
    .updateTable('workplace')
    .set({ given: sql<number>`given + ${people}` })
    .where('id', '=', id)
    .execute()
}

/** A name that only one person gave could be that person's own; from two on it is offered to others. */
const offeredFrom = 2

/** Names given at the unit that go on as typed, by any part or by pinyin initials; the most usual first. */
export async function suggestWorkplaceNames(db: Connection, unitId: string, text: string): Promise<string[]> {
  const wanted = normalise(text)
  if (!wanted) return []
  const like = wanted.replace(/[\\%_]/g, '\\$&')
  const rows = await db
    .selectFrom('workplace')
    .where('unit_id', '=', unitId)
    .where('given', '>=', offeredFrom)
    .where((eb) =>
      eb.or([
        eb('name_key', 'like', `%${like}%`),
        eb('pinyin', 'like', `${like}%`),
        eb('pinyin', 'like', `% ${like}%`),
      ]),
    )
    .select('name')
    .orderBy('given', 'desc')
    .orderBy('name')
    .limit(8)
    .execute()
  return rows.map((row) => row.name)
}
