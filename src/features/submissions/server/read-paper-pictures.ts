import type { Connection } from '../../../platform/server/database.ts'
import type { PaperPicture } from '../../../platform/server/documents/official-paper.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { readPrintCopy } from '../../evidence/server/read-print-copy.ts'
import { selectFiles } from '../../evidence/server/select-files.ts'
import type { PaperModel } from './describe-paper.ts'

/** One after the other, so that one original at a time is in memory. What nobody here can decode is left out. */
export async function readPaperPictures(
  db: Connection,
  storage: Storage,
  { pictures }: PaperModel,
): Promise<PaperPicture[]> {
  if (pictures.length === 0) return []
  const ids = pictures.map((one) => one.id)
  const rows = await selectFiles(db, ids)
    .where('b.has_thumbnail', '=', true)
    .select(['f.id', 'f.sha256'])
    .execute()
  const sha256Of = new Map(rows.map((row) => [row.id, row.sha256]))
  const printed: PaperPicture[] = []
  for (const { id, caption } of pictures) {
    const sha256 = sha256Of.get(id)
    const copy = sha256 ? await readPrintCopy(storage, { sha256 }) : null
    if (copy) printed.push({ ...copy, caption })
  }
  return printed
}
