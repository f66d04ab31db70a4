import { type SqlBool, sql } from 'kysely'
import { type Connection, inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { cleanKey } from '../../evidence/server/read-clean.ts'
import { unusedDays } from '../rules.ts'

const atOnce = 500

/** Deletes uploads that nothing has used for a week, and their content where nobody else has the same. */
export async function deleteUnusedFiles(services: Services): Promise<void> {
  const { pool, clock } = services
  const before = new Date(clock.now().getTime() - unusedDays * 86_400_000)
  let after: string | null = null
  do {
    const ids: string[] = await listUnused(pool.db, before, after)
    for (const id of ids) await deleteFile(services, id)
    after = ids.length < atOnce ? null : ids.at(-1)!
  } while (after !== null)
}

/** What uses a file refers to it, as the database itself knows: a new feature need not be told. */
async function listUnused(db: Connection, before: Date, after: string | null): Promise<string[]> {
  const { rows: users } = await sql<{ table: string; column: string }>`
    select t.relname as table, a.attname as column
    from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'citizen_file'::regclass`.execute(db)
  const rows = await db
    .selectFrom('citizen_file as f')
    .where('f.uploaded_at', '<', before)
    .where((eb) =>
      eb.and(
        users.map(
          ({ table, column }) =>
            sql<SqlBool>`not exists (select from ${sql.table(table)} x where x.${sql.ref(column)} = f.id)`,
        ),
      ),
    )
    .$if(after !== null, (query) => query.where('f.id', '>', after!))
    .select('f.id')
    .orderBy('f.id')
    .limit(atOnce)
    .execute()
  return rows.map((one) => one.id)
}

/**
 * The bytes go before the deletion of their row is committed: who stores the same content meanwhile waits for it and
 * then sees that they are gone, and after a crash the row is still there to be deleted again.
 */
async function deleteFile({ pool, storage }: Services, id: string): Promise<void> {
  try {
    await inTransaction(pool, async (db) => {
      const file = await db
        .deleteFrom('citizen_file')
        .where('id', '=', id)
        .returning('sha256')
        .executeTakeFirst()
      if (!file) return
      const { sha256 } = file
      const { numDeletedRows } = await db
        .deleteFrom('blob as b')
        .where('b.sha256', '=', sha256)
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom('file as f').where('f.sha256', '=', sha256).select('f.id'))),
        )
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom('citizen_file as f').where('f.sha256', '=', sha256).select('f.id'))),
        )
        .executeTakeFirst()
      if (numDeletedRows === 0n) return
      for (const key of [`${sha256}.thumb`, cleanKey({ sha256 }), sha256]) await storage.remove(key)
    })
  } catch (error) {
    // Somebody has just used the file, or sent the same content.
    if ((error as { code?: unknown }).code !== '23503') throw error
  }
}
