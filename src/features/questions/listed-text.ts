/**
 * Several texts in one cell or field, as people write them: 「二十／20；七／7」. Where a sign that stands between two is
 * part of a text, a backslash goes before it.
 */
export const factSigns = '\n;；、'
export const tagSigns = '\n;；'
const blankSigns = '\n;；'
const variantSigns = '/／'

export function joinListed(texts: string[], between: string, signs: string): string {
  return texts.map((one) => escapeSigns(one, signs)).join(between)
}

export function splitListed(text: string, signs: string): string[] {
  return splitAt(text, signs).map((one) => unescapeSigns(one, signs))
}

/** The accepted answers of each blank; `between` stands between two blanks. */
export function joinBlanks(blanks: string[][], between: '；' | '\n'): string {
  const signs = blankSigns + variantSigns
  return blanks.map((variants) => joinListed(variants, '／', signs)).join(between)
}

export function splitBlanks(text: string): string[][] {
  const signs = blankSigns + variantSigns
  return splitAt(text, blankSigns).map((blank) =>
    splitAt(blank, variantSigns).map((one) => unescapeSigns(one, signs)),
  )
}

function escapeSigns(text: string, signs: string): string {
  return text.replace(/[^]/gu, (sign) => (sign === '\\' || signs.includes(sign) ? `\\${sign}` : sign))
}

/** A backslash before anything else is one of the text's own. */
function unescapeSigns(text: string, signs: string): string {
  return text.replace(/\\([^])/gu, (both, sign: string) =>
    sign === '\\' || signs.includes(sign) ? sign : both,
  )
}

function splitAt(text: string, signs: string): string[] {
  const parts = ['']
  for (const piece of text.match(/\\[^]|[^]/gu) ?? []) {
    if (signs.includes(piece)) parts.push('')
    else parts.push(parts.pop()! + piece)
  }
  return parts.map((one) => one.trim()).filter(Boolean)
}
