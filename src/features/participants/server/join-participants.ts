import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { withdrawParticipation } from '../../participation/server/record-participation.ts'

/** A feature's own way: it moves what it can, the rest is moved or left behind as everything else. */
export type Join = (db: Connection, from: string, to: string, now: Date) => Promise<void>

interface Reference {
  table: string
  column: string
  /** Rows with an id can be records that count. */
  hasId: boolean
}

/**
 * Gives all that one participant did to another who is the same person. Where a rule allows a person something once and
 * both have it, the constraint says so: that record stays behind and counts no more.
 */
export async function joinParticipants(
  db: Connection,
  from: string,
  to: string,
  { now, joins }: { now: Date; joins: Join[] },
): Promise<void> {
  for (const join of joins) await join(db, from, to, now)
  for (const reference of await listReferences(db)) {
    if (await tryMove(db, reference, sql`${sql.ref(reference.column)} = ${from}`, to)) continue
    for (const row of await listRows(db, reference, from)) {
      const moved = await tryMove(db, reference, sql`ctid = ${row.place}::tid`, to)
      if (!moved && row.id) await withdrawParticipation(db, row.id, now)
    }
  }
  await db.updateTable('participant').set({ joined_id: to }).where('id', '=', from).execute()
}

/** Every table that refers to a participant, as the database itself knows: a new feature need not be told. */
async function listReferences(db: Connection): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select t.relname as table, a.attname as column,
      exists (select from pg_attribute i where i.attrelid = t.oid and i.attname = 'id') as "hasId"
    from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'participant'::regclass and t.relname not in ('device', 'participant')
    -- What counts comes last: a withdrawal is written under the one who did it.
    order by t.relname = 'participation', t.relname, a.attname`.execute(db)
  return rows
}

async function listRows(db: Connection, { table, column, hasId }: Reference, from: string) {
  const id = hasId ? sql`id` : sql`null`
  const { rows } = await sql<{ place: string; id: string | null }>`
    select ctid::text as place, ${id} as id from ${sql.table(table)}
    where ${sql.ref(column)} = ${from} order by 2`.execute(db)
  return rows
}

/** False when a constraint refuses; then nothing was changed. */
async function tryMove(
  db: Connection,
  { table, column }: Reference,
  which: ReturnType<typeof sql>,
  to: string,
): Promise<boolean> {
  await sql`savepoint move`.execute(db)
  try {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${to} where ${which}`.execute(db)
    await sql`release savepoint move`.execute(db)
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code !== '23505') throw error
    await sql`rollback to savepoint move`.execute(db)
    return false
  }
}
