import { textOf } from '../../../platform/server/documents/cell-text.ts'
import type { CameSheet } from '../../../platform/server/documents/mark-faults.ts'
import type { ReadCell, ReadSheet } from '../../../platform/server/documents/read-spreadsheet.ts'
import { normalise } from '../../org/rules.ts'

/** A sheet whose headings were recognised. */
export interface RecognisedSheet<Column> extends CameSheet {
  /** What stands in each of its columns; null for one that is not known, or known from a column before it. */
  columns: (Column | null)[]
  /** Rows below the headings that hold something in a known column, with their index. */
  rows: { index: number; cells: ReadCell[] }[]
}

/** Above the headings may stand a title and notes, in so many rows at the most. */
const headingsWithin = 10

/** Finds the row that names all `required` fields; null where there is none. Columns may stand in any order. */
export function recogniseColumns<Column extends { field: string; heading: string }>(
  sheet: ReadSheet,
  known: readonly Column[],
  required: readonly Column['field'][],
): RecognisedSheet<Column> | null {
  const byHeading = new Map(known.map((one) => [normalise(one.heading), one]))
  const headingRow = sheet.rows.slice(0, headingsWithin).findIndex((row) => {
    const fields = row.map((cell) => byHeading.get(normalise(textOf(cell)))?.field)
    return required.every((field) => fields.includes(field))
  })
  if (headingRow < 0) return null
  const headings = sheet.rows[headingRow]!.map(textOf)
  const named = headings.map((heading) => byHeading.get(normalise(heading)) ?? null)
  const columns = named.map((column, at) => (named.indexOf(column) === at ? column : null))
  const rows = sheet.rows
    .map((cells, index) => ({ index, cells }))
    .slice(headingRow + 1)
    .filter(({ cells }) => columns.some((column, at) => column && textOf(cells[at])))
  return { cells: sheet.rows, headings, headingRow, columns, rows }
}
