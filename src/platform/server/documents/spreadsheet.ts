import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'

/** The only file that knows the spreadsheet library. */
type SheetStyle = 'title' | 'line' | 'heading' | 'text' | 'centred' | 'number' | 'total' | 'plain'
interface StyledCell {
  value: string | number | null
  style: SheetStyle
}
export type SheetCell = StyledCell | string | number | null

export interface Sheet {
  name: string
  /** In characters of the default font. */
  widths: number[]
  rows: SheetCell[][]
  merges?: { row: number; column: number; rows?: number; columns?: number }[]
  /** Points, by row index. */
  heights?: Record<number, number>
  freeze?: { rows?: number; columns?: number }
  landscape?: boolean
  /** Printed on this many pages side by side, 1 unless given; frozen rows and columns repeat. */
  pagesWide?: number
}

/**
 * An .xlsx workbook. Text is always written as a typed string and never as a formula, whatever it begins with.
 */
export async function writeSpreadsheet(sheets: Sheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(toLibrarySheet),
    defaultFont: { name: '宋体', size: 11, charset: 134 },
  }) as Promise<Uint8Array>
}

function toLibrarySheet(sheet: Sheet): WriteSheet {
  const cells = new Map<string, { value: CellValue; type: 'string' | 'number' | 'empty'; style: CellStyle }>()
  sheet.rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      const { value, style } = isStyled(cell) ? cell : { value: cell, style: styleOf(cell) }
      const type = value === null ? 'empty' : typeof value === 'number' ? 'number' : 'string'
      cells.set(`${r},${c}`, { value, type, style: styles[style] })
    }),
  )
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    rows: sheet.rows.map((row) => row.map((cell) => (isStyled(cell) ? cell.value : cell))),
    cells,
    merges: (sheet.merges ?? []).map((one) => ({
      startRow: one.row,
      startCol: one.column,
      endRow: one.row + (one.rows ?? 1) - 1,
      endCol: one.column + (one.columns ?? 1) - 1,
    })),
    rowDefs: new Map(Object.entries(sheet.heights ?? {}).map(([row, height]) => [Number(row), { height }])),
    ...(sheet.freeze
      ? { freezePane: { rows: sheet.freeze.rows ?? 0, columns: sheet.freeze.columns ?? 0 } }
      : {}),
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: sheet.pagesWide ?? 1,
      fitToHeight: 0,
      horizontalCentered: true,
      ...(sheet.freeze?.rows ? { printTitlesRow: `$1:$${sheet.freeze.rows}` } : {}),
      ...(sheet.freeze?.columns && sheet.pagesWide
        ? { printTitlesColumn: `$A:$${String.fromCodePoint(64 + sheet.freeze.columns)}` }
        : {}),
    },
  }
}

function isStyled(cell: SheetCell): cell is StyledCell {
  return typeof cell === 'object' && cell !== null
}

function styleOf(value: string | number | null): SheetStyle {
  return typeof value === 'number' ? 'number' : 'text'
}

const thin = { style: 'thin', color: { rgb: '000000' } } as const
const border = { top: thin, right: thin, bottom: thin, left: thin }
const body = { name: '宋体', size: 11, charset: 134 }
const wrapped = { vertical: 'center', wrapText: true } as const

const styles: Record<SheetStyle, CellStyle> = {
  plain: { font: body, alignment: { vertical: 'center' } },
  title: {
    font: { ...body, size: 18, bold: true },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  line: { font: body, alignment: { ...wrapped, horizontal: 'left' } },
  heading: {
    font: { ...body, bold: true },
    border,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } },
    alignment: { ...wrapped, horizontal: 'center' },
  },
  text: { font: body, border, alignment: { ...wrapped, horizontal: 'left' } },
  centred: { font: body, border, alignment: { ...wrapped, horizontal: 'center' } },
  number: { font: body, border, numFmt: '#,##0', alignment: { horizontal: 'right', vertical: 'center' } },
  total: {
    font: { ...body, bold: true },
    border,
    numFmt: '#,##0',
    alignment: { ...wrapped, horizontal: 'right' },
  },
}
