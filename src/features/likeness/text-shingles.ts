/**
 * How a text is found among many: by the set of every three signs in a row, hashed. Which sets have much in common is
 * told by minhash bands: each band takes the smallest of four shufflings of the set, so that two texts that share
 * nine tenths of it have several equal bands, and two that share formulas only have hardly any.
 */
const signsPerShingle = 3
/** The smallest hashes of a long text stand for all of it. */
const mostShingles = 1_024
export const bandCount = 12
const rowsPerBand = 4

/** Letters and figures only: punctuation, spaces and full-width forms do not make another text. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Sorted, without repetition. */
export function shingleText(normalised: string): Int32Array {
  const signs = [...normalised]
  const hashes = new Set<number>()
  for (let at = 0; at + signsPerShingle <= signs.length; at += 1) {
    let hash = 0x811c9dc5
    for (let sign = at; sign < at + signsPerShingle; sign += 1)
      hash = Math.imul(hash ^ signs[sign]!.codePointAt(0)!, 0x01000193)
    hashes.add(mix(hash) | 0)
  }
  return Int32Array.from(hashes).sort().slice(0, mostShingles)
}

export function computeBands(shingles: Int32Array): number[] {
  return Array.from({ length: bandCount }, (_, band) => {
    let key = band
    for (let row = 0; row < rowsPerBand; row += 1) {
      const salt = mix((band * rowsPerBand + row + 1) * 0x9e3779b1)
      let smallest = 0xffffffff
      for (const shingle of shingles) smallest = Math.min(smallest, mix(shingle ^ salt))
      key = mix(Math.imul(key, 31) ^ smallest)
    }
    return key | 0
  })
}

/** Jaccard: what is in both by what is in either. Of long texts, of the smallest hashes of either. */
export function shareInCommon(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const counted = Math.max(a.length, b.length) < mostShingles ? Infinity : mostShingles
  let [first, second, both, either] = [0, 0, 0, 0]
  while ((first < a.length || second < b.length) && either < counted) {
    either += 1
    const [one, other] = [a[first] ?? Infinity, b[second] ?? Infinity]
    if (one === other) both += 1
    if (one <= other) first += 1
    if (other <= one) second += 1
  }
  return either === 0 ? 0 : both / either
}

/** Murmur's finish: every bit of the result depends on every bit given. Unsigned. */
function mix(given: number): number {
  let word = given
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}
