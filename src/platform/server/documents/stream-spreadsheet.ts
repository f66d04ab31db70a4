import { Readable } from 'node:stream'
import { strFromU8, unzipSync } from 'fflate'
import {
  type Sheet,
  type SheetCell,
  type SheetStyle,
  columnName,
  resolveCell,
  sheetStyles,
  writeSpreadsheet,
} from './spreadsheet.ts'
import { streamZip } from './stream-zip.ts'

export interface StreamedRow {
  cells: SheetCell[]
  /** Points. */
  height: number
}

const sheetPath = 'xl/worksheets/sheet1.xml'
/** Characters of a sheet that are handed on at once. */
const portion = 64 * 1024

/**
 * An .xlsx workbook whose first sheet goes on with rows that are read while it is sent: however many there are, few
 * are in memory. The library writes the workbook with the first rows and one more that shows every style; the streamed
 * rows take that one's place and its styles.
 */
export async function streamSpreadsheet(
  sheets: Sheet[],
  rows: AsyncIterable<StreamedRow>,
): Promise<Readable> {
  const [first, ...others] = sheets as [Sheet, ...Sheet[]]
  const samples = sheetStyles.map((style): SheetCell => ({ value: null, style }))
  const framed = await writeSpreadsheet([{ ...first, rows: [...first.rows, samples] }, ...others])
  const parts = unzipSync(framed)
  const frame = cutFrame(strFromU8(parts[sheetPath]!), first)
  delete parts[sheetPath]
  return streamZip(4, async (append) => {
    for (const [name, bytes] of Object.entries(parts)) await append(Buffer.from(bytes), { name })
    await append(Readable.from(writeSheet(frame, first.rows.length, rows)), { name: sheetPath })
  })
}

interface Frame {
  before: string
  after: string
  styleIds: Map<SheetStyle, string>
}

/** The sheet's XML before and after the row of samples, and by which number each style goes. */
function cutFrame(xml: string, sheet: Sheet): Frame {
  const sample = `<row r="${sheet.rows.length + 1}"`
  const at = xml.indexOf(sample)
  const end = xml.indexOf('</row>', at) + '</row>'.length
  const ids = [...xml.slice(at, end).matchAll(/<c [^>]*\bs="(\d+)"/g)].map((found) => found[1]!)
  if (at < 0 || ids.length !== sheetStyles.length) throw new Error('the workbook lacks the row of samples')
  const styleIds = new Map(sheetStyles.map((style, index) => [style, ids[index]!]))
  const before = xml
    .slice(0, at)
    // It would have to say how many rows are to come, and need not stand there.
    .replace(/<dimension [^>]*\/>/, '')
    .replaceAll(/<col min="(\d+)"/g, (found, number: string) => {
      const style = sheet.columnStyles?.[Number(number) - 1]
      return style ? `${found} style="${styleIds.get(style)}"` : found
    })
  return { before, after: xml.slice(end), styleIds }
}

async function* writeSheet(frame: Frame, rowsBefore: number, rows: AsyncIterable<StreamedRow>) {
  let text = frame.before
  let number = rowsBefore
  for await (const row of rows) {
    number += 1
    const cells = row.cells
      .map((cell, column) => writeCell(cell, `${columnName(column)}${number}`, frame))
      .join('')
    text += `<row r="${number}" ht="${row.height}" customHeight="1">${cells}</row>`
    if (text.length < portion) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text + frame.after)
}

function writeCell(cell: SheetCell, address: string, frame: Frame): string {
  const { value, style } = resolveCell(cell)
  const head = `<c r="${address}" s="${frame.styleIds.get(style)}"`
  if (value === null) return `${head}/>`
  if (typeof value === 'number') return `${head}><v>${value}</v></c>`
  const escaped = value.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)
  return `${head} t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`
}
