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

const sizes: Record<string, number> = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

/** An amount as it is written in a text: 「二万五千」, "10万", "1,000", 「1.5亿」; null for 「二三」 and other guesses. */
export function readQuantity(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(',', '').replaceAll('〇', '零').replaceAll('两', '二')
  const arabic = /^(\d+(?:\.\d+)?)([百千]?)([万亿]?)$/.exec(plain)
  if (arabic) return Number(arabic[1]) * (sizes[arabic[2]!] ?? 1) * (sizes[arabic[3]!] ?? 1)
  for (const sign of ['亿', '万']) {
    const at = plain.lastIndexOf(sign)
    if (at < 0) continue
    const high = readQuantity(plain.slice(0, at))
    const low = at === plain.length - 1 ? 0 : readQuantity(plain.slice(at + 1))
    return high === null || low === null ? null : high * sizes[sign]! + low
  }
  const isYear = /^[零一二三四五六七八九]{4}$/.test(plain)
  if (!isYear && (!/[一二三四五六七八九十]/.test(plain) || /[一二三四五六七八九]{2}/.test(plain))) return null
  return readChineseNumber(plain)
}
