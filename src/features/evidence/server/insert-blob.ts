import type { Insertable } from 'kysely'
import type { DB } from '../../../platform/server/database.generated.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { ProblemError, conflict } from '../../../platform/shared/problem.ts'

/**
 * Records content whose bytes were stored. The row stays locked until the commit, so that nothing deletes the content
 * before somebody has it; where it was just being deleted, the upload has to be sent again.
 */
export async function insertBlob(
  db: Connection,
  storage: Storage,
  blob: Insertable<DB['blob']>,
): Promise<void> {
  await db
    .insertInto('blob')
    .values(blob)
    .onConflict((known) => known.column('sha256').doUpdateSet((eb) => ({ sha256: eb.ref('blob.sha256') })))
    .execute()
  if (!(await storage.has(blob.sha256)))
    throw new ProblemError(conflict, { detail: '上传没有成功，请重试。' })
}
