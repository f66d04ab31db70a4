import { textOf } from '../../../platform/server/documents/cell-text.ts'
import { readSpreadsheet } from '../../../platform/server/documents/read-spreadsheet.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { isExample } from '../../activity-sheets/rules.ts'
import { type RecognisedSheet, recogniseColumns } from '../../activity-sheets/server/recognise-columns.ts'
import { noBankSheet, tooManyQuestions, unreadableBankSheet } from '../contract.ts'
import {
  type BankColumn,
  bankColumns,
  bankSheetSizeAtMost,
  questionsImportedAtMost,
} from '../question-sheet.ts'

export type BankSheet = RecognisedSheet<BankColumn>

/** Opens an .xlsx in base64; examples are left out. */
export async function openBankSheet(content: string): Promise<BankSheet> {
  const bytes = Buffer.from(content, 'base64')
  const sheets =
    bytes.length > bankSheetSizeAtMost ? null : await readSpreadsheet(bytes, questionsImportedAtMost * 2)
  if (!sheets) throw new ProblemError(unreadableBankSheet)
  for (const sheet of sheets.filter((one) => !one.hidden)) {
    const found = recogniseColumns(sheet, bankColumns, ['key', 'kind', 'stem', 'answer'])
    if (!found) continue
    const stemAt = found.columns.findIndex((one) => one?.field === 'stem')
    const rows = found.rows.filter(({ cells }) => !isExample(textOf(cells[stemAt])))
    if (rows.length > questionsImportedAtMost) throw new ProblemError(tooManyQuestions)
    return { ...found, rows }
  }
  throw new ProblemError(noBankSheet)
}
