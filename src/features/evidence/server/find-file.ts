import type { Connection } from '../../../platform/server/database.ts'
import type { FileKind } from '../rules.ts'
import type { UploadedFile } from '../contract.ts'

/** A file with what is known of its content, or undefined. */
export async function findFileRow(db: Connection, id: string) {
  return db
    .selectFrom('file as f')
    .innerJoin('blob as b', 'b.sha256', 'f.sha256')
    .innerJoin('org_unit as u', 'u.id', 'f.unit_id')
    .innerJoin('user as p', 'p.id', 'f.uploaded_by')
    .where('f.id', '=', id)
    .selectAll('b')
    .select([
      'f.id',
      'f.name',
      'f.uploaded_at',
      'f.uploaded_by',
      'p.name as uploader',
      'u.code',
      'u.name as unit_name',
      'u.id as unit_id',
    ])
    .select(['u.number', 'u.level', 'u.a0', 'u.a1', 'u.a2', 'u.a3', 'u.a4', 'u.a5', 'u.a6'])
    .executeTakeFirst()
}
export type FileRow = NonNullable<Awaited<ReturnType<typeof findFileRow>>>

export function presentUploaded(row: FileRow): UploadedFile {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as FileKind,
    mediaType: row.media_type,
    size: Number(row.size),
    width: row.width,
    height: row.height,
  }
}
