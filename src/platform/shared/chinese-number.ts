const digits = '零一二三四五六七八九'
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** 「九十四」, 「一百一十四」, 「一〇五」, "94" (also full-width) as a number; null when it is none. */
export function readChineseNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll('〇', '零').replaceAll('两', '二')
  if (/^\d+$/.test(plain)) return Number(plain)
  if (!/^[零一二三四五六七八九十百千]+$/.test(plain)) return null
  if (!/[十百千]/.test(plain)) return Number([...plain].map((sign) => digits.indexOf(sign)).join(''))
  let sum = 0
  let digit: number | null = null
  for (const sign of plain) {
    const unit = units[sign]
    if (unit === undefined) digit = digits.indexOf(sign)
    else {
      // 「十二」 leaves the one out.
      sum += (digit ?? 1) * unit
      digit = null
    }
  }
  return sum + (digit ?? 0)
}

/** 1–999 in words, for article numbers: 「九十四」, 「一百零五」. */
export function sayChineseNumber(value: number): string {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor(value / 10) % 10
  const ones = value % 10
  const head = hundreds > 0 ? `${digits[hundreds]}百` : ''
  const middle =
    tens > 0
      ? tens === 1 && hundreds === 0
        ? '十'
        : `${digits[tens]}十`
      : hundreds > 0 && ones > 0
        ? '零'
        : ''
  return head + middle + (ones > 0 ? digits[ones] : '')
}
