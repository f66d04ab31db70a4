import { textOf } from './cell-text.ts'
import { headHeight, heightOf, layRow } from './lay-row.ts'
import type { ReadCell } from './read-spreadsheet.ts'
import { type Sheet, type SheetStyle, type StyledCell, columnName } from './spreadsheet.ts'

/** One cell that is wrong, `C7` of row 7, and what to do about it. */
export interface CellFault {
  cell: string
  row: number
  heading: string
  message: string
}

/** A sheet as it was read, with the row (from 0) in which its headings stand. */
export interface CameSheet {
  cells: ReadCell[][]
  headings: string[]
  headingRow: number
}

const problemHeading = '问题'
/** Characters. */
const problemWidth = 50

/** The sheet as it came, each cell in its place, wrong ones marked, and what is wrong in a last column. */
export function markFaults(
  { cells, headings, headingRow }: CameSheet,
  faults: CellFault[],
  /** By column; null for one that is none of ours. */
  looks: ({ width: number; style: SheetStyle } | null)[],
): Pick<Sheet, 'rows' | 'widths' | 'heights'> {
  const marked = new Set(faults.map((one) => one.cell))
  const said = new Map<number, string[]>()
  for (const { row, cell, heading, message } of faults)
    said.set(row, [...(said.get(row) ?? []), `${cell}（${heading}）：${message}`])
  const old = headings.indexOf(problemHeading)
  const problemAt = old >= 0 ? old : headings.length
  const places = Array.from({ length: Math.max(headings.length, problemAt + 1) }, (_, at) => at)
  const end =
    Math.max(
      headingRow,
      cells.findLastIndex((row) => row.some((cell) => textOf(cell) !== '')),
    ) + 1
  const rows = cells.slice(0, end).map((row, index): StyledCell[] =>
    places.map((at) => {
      if (index === headingRow)
        return { value: at === problemAt ? problemHeading : headings[at]!, style: 'heading' }
      // A title and notes above the headings.
      if (index < headingRow) return repeatCell(at === problemAt ? null : row[at], 'plain')
      if (at === problemAt) {
        const problems = said.get(index + 1)?.join('\n')
        return { value: problems ?? null, style: problems ? 'wrong' : 'text' }
      }
      const wrong = marked.has(`${columnName(at)}${index + 1}`)
      return repeatCell(row[at], wrong ? 'wrong' : (looks[at]?.style ?? 'text'))
    }),
  )
  const widths = places.map((at) => (at === problemAt ? problemWidth : (looks[at]?.width ?? 14)))
  const heights = rows.map((row, index) => {
    if (index === headingRow) return headHeight
    // A title above the headings runs on over the empty cells beside it.
    if (index < headingRow) return 18
    // What is wrong is never cut off, however much it is.
    const problems = said.get(index + 1)?.join('\n') ?? ''
    return Math.max(layRow(widths, row).height, heightOf(problems, problemWidth))
  })
  return { rows, widths, heights: Object.fromEntries(heights.entries()) }
}

function repeatCell(cell: ReadCell | undefined, style: SheetStyle): StyledCell {
  if (cell && typeof cell === 'object' && cell.time === '00:00' && style === 'date')
    return { value: cell.day, style }
  if (typeof cell === 'number')
    return { value: cell, style: style === 'date' && cell > 99_999 ? 'centred' : style }
  return { value: textOf(cell) || null, style: style === 'date' ? 'centred' : style }
}
