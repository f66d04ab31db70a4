import type { Connection } from '../../../platform/server/database.ts'

/** Files by their ids (at least one), each `f` with its content, `b`. */
export function selectFiles(db: Connection, ids: string[]) {
  return db.selectFrom('file as f').innerJoin('blob as b', 'b.sha256', 'f.sha256').where('f.id', 'in', ids)
}
