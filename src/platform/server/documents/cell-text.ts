import type { ReadCell } from './read-spreadsheet.ts'

/** What somebody sees in a cell, without signs that nobody sees. */
export function textOf(cell: ReadCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (typeof cell === 'object') {
    if (cell.day <= '1900-01-01') return cell.time
    return cell.time === '00:00' ? cell.day : `${cell.day} ${cell.time}`
  }
  return String(cell)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

/** As much of a cell's text as fits into a sentence about it. */
export function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text
}
