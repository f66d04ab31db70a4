import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { RecordFiles } from '../../evidence/record-file.ts'

/** The files of records, in their order; what was there before is replaced. */
export async function writeFiles(
  db: Connection,
  records: { id: string; isNew: boolean; files: RecordFiles }[],
): Promise<void> {
  const known = records.filter((one) => !one.isNew).map((one) => one.id)
  if (known.length > 0)
    await db
      .deleteFrom('activity_file')
      .where(sql<boolean>`activity_id = any(${known}::uuid[])`)
      .execute()
  const rows = records.flatMap(({ id, files }) =>
    files.map((one, position) => ({ activity_id: id, file_id: one.id, position, caption: one.caption })),
  )
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('activity_file')
      .values(rows.slice(at, at + 1_000))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
