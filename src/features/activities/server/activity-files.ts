import type { Connection } from '../../../platform/server/database.ts'
import type { RecordFiles } from '../../evidence/record-file.ts'

export async function writeFiles(db: Connection, activityId: string, files: RecordFiles): Promise<void> {
  await db.deleteFrom('activity_file').where('activity_id', '=', activityId).execute()
  if (files.length === 0) return
  await db
    .insertInto('activity_file')
    .values(
      files.map((one, position) => ({
        activity_id: activityId,
        file_id: one.id,
        position,
        caption: one.caption,
      })),
    )
    .onConflict((known) => known.doNothing())
    .execute()
}
