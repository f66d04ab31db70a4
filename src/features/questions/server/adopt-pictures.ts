import { createHash } from 'node:crypto'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { Question } from '../question.ts'
import { readPicture } from './read-picture.ts'

/** Keeps the pictures that questions of the folder name; those of earlier banks stay. */
export async function adoptPictures(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  folder: string,
  questions: Question[],
): Promise<void> {
  const known = await db
    .selectFrom('question_picture')
    .where('campaign_id', '=', campaignId)
    .select(['file', 'sha256'])
    .execute()
  const digestOf = new Map(known.map((one) => [one.file, one.sha256]))
  const changed: string[] = []
  const files = new Set(questions.flatMap((one) => (one.picture ? [one.picture.file] : [])))
  for (const file of [...files].sort()) {
    const read = await readPicture(folder, file)
    if ('fault' in read) throw new Error(read.fault)
    const sha256 = createHash('sha256').update(read.bytes).digest('hex')
    if (digestOf.get(file) === sha256) continue
    const content = { media_type: read.mediaType, bytes: read.bytes, sha256 }
    await db
      .insertInto('question_picture')
      .values({ campaign_id: campaignId, file, ...content })
      .onConflict((conflict) => conflict.columns(['campaign_id', 'file']).doUpdateSet(content))
      .execute()
    changed.push(file)
  }
  if (changed.length > 0)
    await writeAudit(db, context, 'question-pictures-adopted', { after: { files: changed } })
}
