import { buffer } from 'node:stream/consumers'
import type { Connection } from '../../../platform/server/database.ts'
import { textOf } from '../../../platform/server/documents/cell-text.ts'
import { type ReadSheet, readSpreadsheet } from '../../../platform/server/documents/read-spreadsheet.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { findFileRow } from '../../evidence/server/find-file.ts'
import { noRecordSheet, otherTemplate, sheetTooLarge, tooManyRows, unreadableSheet } from '../contract.ts'
import {
  type SheetColumn,
  importedAtMost,
  listColumns,
  listSheetName,
  recordSheetName,
  sheetSizeAtMost,
  templateVersion,
} from '../rules.ts'
import { type RecognisedSheet, recogniseColumns } from './recognise-columns.ts'

export interface RecordSheet extends RecognisedSheet<SheetColumn> {
  name: string
}

/** Beyond this even empty rows are not read. */
const readAtMost = 20_000

/** Opens a file that was uploaded for the unit. */
export async function openSheet(
  db: Connection,
  storage: Storage,
  campaign: CampaignInForce,
  unitId: string,
  fileId: string,
): Promise<RecordSheet> {
  const file = await findFileRow(db, fileId)
  if (!file || file.unit_id !== unitId) throw new ProblemError(notFound)
  if (Number(file.size) > sheetSizeAtMost) throw new ProblemError(sheetTooLarge)
  const sheets = await readSpreadsheet(await buffer(storage.read(file.sha256)), readAtMost)
  if (!sheets) throw new ProblemError(unreadableSheet)
  refuseOtherTemplate(sheets, campaign)
  const known = listColumns(campaign.definition)
  const shown = sheets.filter((one) => !one.hidden)
  for (const sheet of [...shown.filter((one) => one.name === recordSheetName), ...shown]) {
    const found = recogniseColumns(sheet, known, ['type', 'title', 'day'])
    if (!found) continue
    if (sheet.rows.length >= readAtMost) throw new ProblemError(tooManyRows)
    // A record's number alone is no record.
    const rows = found.rows.filter(({ cells }) =>
      found.columns.some((column, at) => column && column.field !== 'id' && textOf(cells[at])),
    )
    if (rows.length > importedAtMost) throw new ProblemError(tooManyRows)
    return { ...found, rows, name: file.name }
  }
  throw new ProblemError(noRecordSheet)
}

/** A template says on its hidden sheet what it was made for. */
function refuseOtherTemplate(sheets: ReadSheet[], campaign: CampaignInForce): void {
  const lists = sheets.find((one) => one.hidden && one.name === listSheetName)
  if (!lists) return
  const [version, key] = lists.rows[0] ?? []
  if (textOf(version) !== templateVersion || textOf(key) !== campaign.key)
    throw new ProblemError(otherTemplate)
}
