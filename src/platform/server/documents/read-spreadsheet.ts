import { type CellValue, readXlsx } from 'hucre/xlsx'
import { unpacksWithin } from './measure-zip.ts'

/** A cell as it was entered; a date or time keeps the wall clock that the sheet shows. */
export type ReadCell = string | number | boolean | { day: string; time: string } | null

export interface ReadSheet {
  name: string
  hidden: boolean
  rows: ReadCell[][]
}

/** Unpacked bytes: a small file must not fill the memory. */
const unpackedAtMost = 100 * 1024 * 1024

/** The sheets of an .xlsx, at most `maxRows` rows of each; null when it is none or cannot be opened. */
export async function readSpreadsheet(bytes: Uint8Array, maxRows: number): Promise<ReadSheet[] | null> {
  try {
    if (!unpacksWithin(bytes, unpackedAtMost)) return null
    const { sheets } = await readXlsx(bytes, { maxRows })
    return sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden === true || sheet.veryHidden === true,
      rows: sheet.rows.map((row) => row.map(toCell)),
    }))
  } catch {
    return null
  }
}

function toCell(value: CellValue): ReadCell {
  if (!(value instanceof Date)) return value ?? null
  if (Number.isNaN(value.getTime())) return null
  const [day, time] = value.toISOString().split('T') as [string, string]
  return { day, time: time.slice(0, 5) }
}
