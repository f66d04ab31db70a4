import { Readable } from 'node:stream'

export type CsvCell = string | number | null

/**
 * A leading = + - @ tab or CR makes a spreadsheet program run the text as a formula; an apostrophe before
 * it keeps it text. Numbers are not touched.
 */
function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** One line of RFC 4180 with its line end; text cells are guarded. */
export function csvLine(cells: CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = guardFormula(cell)
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The byte order mark tells Excel that the file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/** A CSV file written while it is read. */
export function csvStream(rows: Iterable<CsvCell[]>): Readable {
  return Readable.from(
    (function* () {
      yield byteOrderMark
      for (const row of rows) yield csvLine(row)
    })(),
  )
}
