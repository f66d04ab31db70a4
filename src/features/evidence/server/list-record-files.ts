import type { SelectQueryBuilder } from 'kysely'
import type { DB } from '../../../platform/server/database.generated.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { RecordFileView } from '../record-file.ts'

interface Named {
  file_id: string
  position: number
  caption: string | null
}

/** The files that a record names (`named`: rows of its own table), in its order, with what is known of their content. */
export function listRecordFiles<Table extends keyof DB>(
  db: Connection,
  named: SelectQueryBuilder<DB, Table, Named>,
) {
  return db
    .selectFrom(named.as('r'))
    .innerJoin('file as f', 'f.id', 'r.file_id')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .select(['f.id', 'f.name', 'b.kind', 'b.size', 'b.has_thumbnail', 'r.caption'])
    .orderBy('r.position')
    .execute()
}
type RecordFileRow = Awaited<ReturnType<typeof listRecordFiles>>[number]

/** A record's files as its page shows them. */
export function presentRecordFiles(files: RecordFileRow[]): RecordFileView[] {
  return files.map((file) => ({
    id: file.id,
    name: file.name,
    kind: file.kind as RecordFileView['kind'],
    size: file.size,
    hasThumbnail: file.has_thumbnail,
    caption: file.caption,
  }))
}

/** A record's files as its writer names them. */
export function nameRecordFiles(files: { id: string; caption: string | null }[]) {
  return files.map(({ id, caption }) => ({ id, caption }))
}

/** The first that has a picture to show. */
export function findFirstPicture(files: { id: string; has_thumbnail: boolean }[]): string | null {
  return files.find((file) => file.has_thumbnail)?.id ?? null
}
