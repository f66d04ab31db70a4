import { shorten, textOf } from '../../../platform/server/documents/cell-text.ts'
import type { ReadCell } from '../../../platform/server/documents/read-spreadsheet.ts'

/** A cell's value as people type it. `wrong` is a sentence that says how it should be. */
type Reading<T> = { value: T } | { wrong: string }

/** The usual ways to write a day, e.g. `2030-06-01、2030/6/1 或 6月1日`. */
export function sayDayForms(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${day}、${year}/${month}/${date} 或 ${month}月${date}日`
}

/** Years that are not written are those of the campaign. */
export function readDay(cell: ReadCell | undefined, within: { from: string; to: string }): Reading<string> {
  if (cell && typeof cell === 'object') return { value: cell.day }
  const text = textOf(cell).normalize('NFKC').replace(/\s+/g, ' ')
  if (text === '') return { wrong: '请填日期。' }
  const advice = `请写成 ${sayDayForms(within.from)}。`
  const serial = Number(text)
  if (/^\d{5}(\.\d+)?$/.test(text)) return { value: dayOfSerial(Math.floor(serial)) }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const full =
    compact ?? /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?:[ T]\d{1,2}:.*)?$/.exec(text)
  if (full) return checkDay(full[1]!, full[2]!, full[3]!, text, advice)
  // A number with a point may have lost its last zero: 6.1 or 6.10.
  const short = /^(\d{1,2}) ?[-/月] ?(\d{1,2}) ?[日号]?$/.exec(text)
  if (!short) return { wrong: `“${shorten(text)}”不是日期，${advice}` }
  const years = [...new Set([within.from.slice(0, 4), within.to.slice(0, 4)])]
  const readings = years.map((year) => checkDay(year, short[1]!, short[2]!, text, advice))
  return (
    readings.find((one) => 'value' in one && one.value >= within.from && one.value <= within.to) ??
    readings[0]!
  )
}

function checkDay(year: string, month: string, day: string, text: string, advice: string): Reading<string> {
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${value}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value)
    return { wrong: `没有“${shorten(text)}”这一天，${advice}` }
  return { value }
}

function dayOfSerial(serial: number): string {
  return new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)
}

export function readClock(cell: ReadCell | undefined): Reading<string | null> {
  if (cell && typeof cell === 'object') return { value: cell.time }
  if (typeof cell === 'number' && cell >= 0 && cell < 1) {
    const minutes = Math.round(cell * 1440)
    return clockOf(Math.floor(minutes / 60), minutes % 60)
  }
  const text = textOf(cell).normalize('NFKC').replace(/\s/g, '')
  if (text === '') return { value: null }
  const match = /^(上午|下午|晚上)?(\d{1,2})(?:[:时点](\d{1,2})?(?::\d{2})?分?|(半))$/.exec(
    text.replace(/[时点]半/, ':30'),
  )
  if (!match) return { wrong: `“${shorten(text)}”不是时间，请写成 09:30。` }
  const hour = Number(match[2])
  const later = (match[1] === '下午' || match[1] === '晚上') && hour < 12
  return clockOf(later ? hour + 12 : hour, Number(match[3] ?? 0))
}

function clockOf(hour: number, minute: number): Reading<string> {
  if (hour > 23 || minute > 59) return { wrong: '时间须在 00:00 至 23:59 之间。' }
  return { value: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
}

/** Blank is "not said"; a stroke is how people say so in a table. */
export function readCount(cell: ReadCell | undefined): Reading<number | null> {
  const text = textOf(cell)
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
  if (text === '' || /^[-—―–/]+$/.test(text)) return { value: null }
  if (/^-\d+(\.\d+)?$/.test(text)) return { wrong: '不能小于 0。' }
  if (/^\d+(\.0+)?$/.test(text)) {
    const value = Number(text)
    return value > 1_000_000_000 ? { wrong: '数字超过十亿，请核对。' } : { value }
  }
  if (/^\d+\.\d+$/.test(text)) return { wrong: '请填整数。' }
  return { wrong: `“${shorten(text)}”不是数字，请只填阿拉伯数字，不写单位。` }
}

const yes = new Set(['是', '√', '✓', '✔', '1', 'y', 'yes', 'true', '有'])
const no = new Set(['', '否', '×', '✕', '0', 'n', 'no', 'false', '无', '-', '/', '—'])

export function readYes(cell: ReadCell | undefined): Reading<boolean> {
  const text = textOf(cell).normalize('NFKC').toLowerCase()
  if (yes.has(text)) return { value: true }
  if (no.has(text)) return { value: false }
  return { wrong: '请填“是”，不是的留空。' }
}
