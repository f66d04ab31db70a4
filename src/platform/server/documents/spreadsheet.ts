import { type CellStyle, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'

/** Spreadsheets are written here and read in `read-spreadsheet.ts`; nothing else knows the library. */
export type SheetStyle =
  | 'title'
  | 'line'
  | 'heading'
  | 'text'
  /** Read from its beginning where the row is too low for it. */
  | 'long'
  | 'centred'
  | 'number'
  | 'total'
  | 'plain'
  | 'date'
  | 'wrong'
  | 'example'
export interface StyledCell {
  value: string | number | null
  style: SheetStyle
}
export type SheetCell = StyledCell | string | number | null

/** What a spreadsheet program offers and refuses while somebody types; `message` says how it should be. */
export type SheetCheck = {
  column: number
  /** First and last row, from 0. */
  rows: [number, number]
  title: string
  message: string
} & (
  | { kind: 'list'; source: { sheet: string; column: number; length: number } }
  | { kind: 'date'; from: string; to: string }
  | { kind: 'whole'; most: number }
)

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
  hidden?: boolean
  hiddenColumns?: number[]
  /** How cells that nobody has filled yet are to look; where rows are streamed only. */
  columnStyles?: Partial<Record<number, SheetStyle>>
  checks?: SheetCheck[]
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
      const { value, style } = resolveCell(cell)
      const type = value === null ? 'empty' : typeof value === 'number' ? 'number' : 'string'
      cells.set(`${r},${c}`, { value, type, style: styles[style] })
    }),
  )
  return {
    name: sheet.name,
    columns: sheet.widths.map((width, column) => ({
      width,
      ...(sheet.hiddenColumns?.includes(column) ? { hidden: true } : {}),
    })),
    rows: sheet.rows.map((row) => row.map((cell) => cleanText(isStyled(cell) ? cell.value : cell))),
    ...(sheet.hidden ? { hidden: true } : {}),
    ...(sheet.checks ? { dataValidations: sheet.checks.map(toValidation) } : {}),
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
        ? { printTitlesColumn: `$A:$${columnName(sheet.freeze.columns - 1)}` }
        : {}),
    },
  }
}

function toValidation(check: SheetCheck): DataValidation {
  const column = columnName(check.column)
  const shared = {
    range: `${column}${check.rows[0] + 1}:${column}${check.rows[1] + 1}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: check.title,
    errorMessage: check.message,
  }
  if (check.kind === 'list') {
    const { sheet, column: at, length } = check.source
    const name = columnName(at)
    return { ...shared, type: 'list', formula1: `'${sheet}'!$${name}$1:$${name}$${length}` }
  }
  if (check.kind === 'date')
    return {
      ...shared,
      type: 'date',
      operator: 'between',
      formula1: String(toSerial(check.from)),
      formula2: String(toSerial(check.to)),
    }
  return { ...shared, type: 'whole', operator: 'between', formula1: '0', formula2: String(check.most) }
}

/** `A`, …, `Z`, `AA`, … by index from 0. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCodePoint(65 + (index % 26))
}

/** A cell as it is written: a day as its number, text as XML can carry it. */
export function resolveCell(cell: SheetCell): StyledCell {
  const { value, style } = isStyled(cell) ? cell : { value: cell, style: styleOf(cell) }
  return { value: style === 'date' && typeof value === 'string' ? toSerial(value) : cleanText(value), style }
}

/** Days since the last day of 1899, as spreadsheets count. */
function toSerial(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569
}

/** XML cannot carry other control characters, and a program refuses the whole file for one of them. */
function cleanText(value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value
  // Text that looks like the format's own escape of a character stays text.
  return value.replace(/[^\P{Cc}\n\t]|[\ufffe\uffff]|\p{Cs}/gu, '').replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
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
  long: { font: body, border, alignment: { vertical: 'top', wrapText: true, horizontal: 'left' } },
  centred: { font: body, border, alignment: { ...wrapped, horizontal: 'center' } },
  number: { font: body, border, numFmt: '#,##0', alignment: { horizontal: 'right', vertical: 'center' } },
  total: {
    font: { ...body, bold: true },
    border,
    numFmt: '#,##0',
    alignment: { ...wrapped, horizontal: 'right' },
  },
  date: { font: body, border, numFmt: 'yyyy-mm-dd', alignment: { horizontal: 'center', vertical: 'center' } },
  wrong: {
    font: body,
    border,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FCE4E1' } },
    alignment: { ...wrapped, horizontal: 'left' },
  },
  example: {
    font: { ...body, italic: true, color: { rgb: '7F7F7F' } },
    border,
    alignment: { ...wrapped, horizontal: 'left' },
  },
}

export const sheetStyles = Object.keys(styles) as SheetStyle[]
