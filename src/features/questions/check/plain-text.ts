const officialDigits = '壹贰叁肆伍陆柒捌玖拾佰仟〇'
const plainDigits = '一二三四五六七八九十百千零'

/** One way of writing: full-width signs, spaces and line ends make no other text; titles of laws are no statements. */
export function toPlain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[壹贰叁肆伍陆柒捌玖拾佰仟〇]/g, (sign) => plainDigits[officialDigits.indexOf(sign)]!)
    .replace(/《[^》]*》/g, '《》')
}
