import { normaliseText } from '../likeness/text-shingles.ts'

export const questionStates = ['open', 'answered', 'closed'] as const
export type QuestionState = (typeof questionStates)[number]

/** As the asker reads it. */
export const stateWords: Record<QuestionState, string> = {
  open: '等待专家答复',
  answered: '已答复',
  closed: '不予答复',
}

/** What is searched: no punctuation, width or case. Every two signs in a row of it are what an index can find. */
export function indexText(parts: string[]): { text: string; bigrams: string[] } {
  const normal = parts.map(normaliseText)
  return { text: normal.join(' '), bigrams: [...new Set(normal.flatMap(listBigrams))] }
}

/** Words of a search, each of which has to be found. */
export function readSearch(typed: string): { words: string[]; bigrams: string[] } {
  const words = typed
    .split(/\s+/)
    .map(normaliseText)
    .filter((word) => word !== '')
  return { words, bigrams: [...new Set(words.flatMap(listBigrams))] }
}

function listBigrams(text: string): string[] {
  const signs = [...text]
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`)
}

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `HZ-7K2M-…`: 12 signs that are not taken for each other, out of bytes that nobody guesses. */
export function spellReceipt(bytes: Uint8Array): string {
  const signs = Array.from(bytes.subarray(0, 12), (byte) => alphabet[byte % alphabet.length]).join('')
  return `HZ-${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** As it is compared: spaces, dashes and case do not matter. */
export function readReceipt(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
}
