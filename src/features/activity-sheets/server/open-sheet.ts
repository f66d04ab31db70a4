import { buffer } from 'node:stream/consumers'
import type { Connection } from '../../../platform/server/database.ts'
import { textOf } from '../../../platform/server/documents/cell-text.ts'
import type { CameSheet } from '../../../platform/server/documents/mark-faults.ts'
import {
  type ReadCell,
  type ReadSheet,
  readSpreadsheet,
} from '../../../platform/server/documents/read-spreadsheet.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { findFileRow } from '../../evidence/server/find-file.ts'
import { normalise } from '../../org/rules.ts'
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

/** An uploaded sheet whose headings were recognised. */
export interface RecordSheet extends CameSheet {
  name: string
  /** What stands in each of its columns; null for one that is no part of a record. */
  columns: (SheetColumn | null)[]
  /** Rows that hold something, with their index. */
  rows: { index: number; cells: ReadCell[] }[]
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
  const known = new Map(listColumns(campaign.definition).map((one) => [normalise(one.heading), one]))
  const shown = sheets.filter((one) => !one.hidden)
  for (const sheet of [...shown.filter((one) => one.name === recordSheetName), ...shown]) {
    const headingRow = sheet.rows.slice(0, 10).findIndex((row) => holdsHeadings(row, known))
    if (headingRow >= 0) return arrange(file.name, sheet, headingRow, known)
  }
  throw new ProblemError(noRecordSheet)
}

function holdsHeadings(row: ReadCell[], known: Map<string, SheetColumn>): boolean {
  const fields = row.map((cell) => known.get(normalise(textOf(cell)))?.field)
  return (['type', 'title', 'day'] as const).every((field) => fields.includes(field))
}

function arrange(
  name: string,
  sheet: ReadSheet,
  headingRow: number,
  known: Map<string, SheetColumn>,
): RecordSheet {
  if (sheet.rows.length >= readAtMost) throw new ProblemError(tooManyRows)
  const headings = sheet.rows[headingRow]!.map(textOf)
  const taken = new Set<SheetColumn>()
  const columns = headings.map((heading) => {
    const column = known.get(normalise(heading)) ?? null
    if (!column || taken.has(column)) return null
    taken.add(column)
    return column
  })
  const rows = sheet.rows
    .map((cells, index) => ({ index, cells }))
    .slice(headingRow + 1)
    .filter(({ cells }) => columns.some((column, at) => column && column.field !== 'id' && textOf(cells[at])))
  if (rows.length > importedAtMost) throw new ProblemError(tooManyRows)
  return { name, cells: sheet.rows, headings, columns, headingRow, rows }
}

/** A template says on its hidden sheet what it was made for. */
function refuseOtherTemplate(sheets: ReadSheet[], campaign: CampaignInForce): void {
  const lists = sheets.find((one) => one.hidden && one.name === listSheetName)
  if (!lists) return
  const [version, key] = lists.rows[0] ?? []
  if (textOf(version) !== templateVersion || textOf(key) !== campaign.key)
    throw new ProblemError(otherTemplate)
}
