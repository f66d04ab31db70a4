import { textOf } from '../../../platform/server/documents/cell-text.ts'
import type { CameSheet } from '../../../platform/server/documents/mark-faults.ts'
import { type ReadCell, readSpreadsheet } from '../../../platform/server/documents/read-spreadsheet.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { normalise } from '../../org/rules.ts'
import { noBankSheet, tooManyQuestions, unreadableBankSheet } from '../contract.ts'
import {
  type BankColumn,
  bankColumns,
  bankSheetSizeAtMost,
  questionsImportedAtMost,
} from '../question-sheet.ts'

/** An uploaded sheet whose headings were recognised. */
export interface BankSheet extends CameSheet {
  columns: (BankColumn | null)[]
  /** Rows that hold a question, with their index; examples are left out. */
  rows: { index: number; cells: ReadCell[] }[]
}

/** Opens an .xlsx in base64. The first ten rows may hold a title and notes above the headings. */
export async function openBankSheet(content: string): Promise<BankSheet> {
  const bytes = Buffer.from(content, 'base64')
  const sheets =
    bytes.length > bankSheetSizeAtMost ? null : await readSpreadsheet(bytes, questionsImportedAtMost * 2)
  if (!sheets) throw new ProblemError(unreadableBankSheet)
  const known = new Map(bankColumns.map((one) => [normalise(one.heading), one]))
  for (const sheet of sheets.filter((one) => !one.hidden)) {
    const headingRow = sheet.rows.slice(0, 10).findIndex((row) => {
      const fields = row.map((cell) => known.get(normalise(textOf(cell)))?.field)
      return (['key', 'kind', 'stem', 'answer'] as const).every((field) => fields.includes(field))
    })
    if (headingRow < 0) continue
    const headings = sheet.rows[headingRow]!.map(textOf)
    const columns = headings.map((heading, at) =>
      headings.indexOf(heading) === at ? (known.get(normalise(heading)) ?? null) : null,
    )
    const stemAt = columns.findIndex((one) => one?.field === 'stem')
    const rows = sheet.rows
      .map((cells, index) => ({ index, cells }))
      .slice(headingRow + 1)
      .filter(({ cells }) => columns.some((column, at) => column && textOf(cells[at])))
      .filter(({ cells }) => !/^示例[:：]/.test(textOf(cells[stemAt])))
    if (rows.length > questionsImportedAtMost) throw new ProblemError(tooManyQuestions)
    return { cells: sheet.rows, headings, headingRow, columns, rows }
  }
  throw new ProblemError(noBankSheet)
}
