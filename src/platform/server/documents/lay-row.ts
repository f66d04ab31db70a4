import type { StyledCell } from './spreadsheet.ts'
import type { StreamedRow } from './stream-spreadsheet.ts'

/** Points. */
export const headHeight = 32
const lineHeight = 16
/** A long text must not push the next rows out of sight; the rest of it is in the cell. */
const linesAtMost = 6

/** As high as its texts need in their columns, from two lines on; a column without a width does not count. */
export function layRow(widths: (number | null)[], cells: StyledCell[]): StreamedRow {
  const lines = cells.map(({ value }, at) => {
    const width = widths[at]
    return typeof value === 'string' && width ? countLines(value, width) : 1
  })
  return { cells, height: lineHeight * Math.min(linesAtMost, Math.max(2, ...lines)) }
}

/** Points that a text needs in a column of so many characters, all of its lines. */
export function heightOf(text: string, width: number): number {
  return lineHeight * countLines(text, width)
}

/** Chinese signs take two characters' width; a little is left for the cell's own margin. */
function countLines(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => {
    const wide = [...line].reduce((all, sign) => all + (sign.codePointAt(0)! > 255 ? 2 : 1.1), 0)
    return sum + Math.max(1, Math.ceil(wide / (width - 2)))
  }, 0)
}
