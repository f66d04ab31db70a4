export const entryStates = ['pending', 'published', 'refused', 'withdrawn'] as const
export type EntryState = (typeof entryStates)[number]

/** As its author reads it. */
export const stateWords: Record<EntryState, string> = {
  pending: '待审核',
  published: '已发布',
  refused: '未通过',
  withdrawn: '已撤回',
}

export type EntryForm = 'text' | 'image' | 'video'

export function formOf(files: readonly { kind: string }[]): EntryForm {
  if (files.some((one) => one.kind === 'video')) return 'video'
  return files.length > 0 ? 'image' : 'text'
}

export interface MarkedWord {
  word: string
  /** Place in the text, `to` not included. */
  from: number
  to: number
}

/**
 * Words of the list in a text, also where they are written with spaces, punctuation or full-width letters in between.
 * Marks never overlap; the longer word wins.
 */
export function findMarkedWords(text: string, words: readonly string[]): MarkedWord[] {
  const { plain, places } = flatten(text)
  const found: MarkedWord[] = []
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const wanted = flatten(word).plain
    if (!wanted) continue
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
      const from = places[at]!.from
      const { to } = places[at + wanted.length - 1]!
      if (!found.some((one) => one.from < to && from < one.to)) found.push({ word, from, to })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** Letters and figures only, each with where it stands in the text. */
function flatten(text: string): { plain: string; places: { from: number; to: number }[] } {
  let plain = ''
  const places: { from: number; to: number }[] = []
  let from = 0
  for (const sign of text) {
    const to = from + sign.length
    const normal = sign
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
    for (let part = 0; part < normal.length; part += 1) places.push({ from, to })
    plain += normal
    from = to
  }
  return { plain, places }
}
