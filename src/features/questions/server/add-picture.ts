import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { maximumPixels } from '../../evidence/rules.ts'
import { pictureRefused } from '../picture-contract.ts'
import { findPictureFault, isDrawing, mediaTypes } from './read-picture.ts'

/** Pixels of the longest edge. */
const keptEdge = 1200

/** Keeps a picture for questions under a name that follows from its content; gives the name. */
export async function addPicture(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  sent: Buffer,
): Promise<string> {
  const { bytes, extension } = await readSent(sent)
  if (await findPictureFault(bytes, extension)) throw new ProblemError(pictureRefused)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = `${sha256.slice(0, 16)}.${extension}`
  const { numInsertedOrUpdatedRows: added } = await db
    .insertInto('question_picture')
    .values({ campaign_id: campaignId, file, media_type: mediaTypes[extension]!, bytes, sha256 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (added) await writeAudit(db, context, 'question-picture-added', { after: { file } })
  return file
}

/** A drawing stays as it is; of a photograph a smaller copy without place, time and camera. */
async function readSent(sent: Buffer): Promise<{ bytes: Buffer; extension: string }> {
  if (isDrawing(sent.toString('utf8'))) return { bytes: sent, extension: 'svg' }
  const extension = (await fileTypeFromBuffer(sent))?.ext
  if (extension !== 'png' && extension !== 'jpg' && extension !== 'webp')
    throw new ProblemError(pictureRefused)
  const bytes = await sharp(sent, { limitInputPixels: maximumPixels, failOn: 'error' })
    .rotate()
    .resize(keptEdge, keptEdge, { fit: 'inside', withoutEnlargement: true })
    .toBuffer()
    .catch(() => {
      throw new ProblemError(pictureRefused)
    })
  return { bytes, extension }
}
