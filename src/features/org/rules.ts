/** What a unit may be called, as the resolver sees it. */
export interface NamedUnit {
  code: string
  name: string
  names: string[]
  /** Initials and full pinyin of the names, `zzx zezhouxian`. */
  pinyin: string
}

export interface Match {
  code: string
  name: string
  /** 0–1; 1 is the exact name or code. */
  score: number
  /** The name that was recognised. */
  matched: string
}

/** From here on a name was recognised as written; below, by allowing for a typing error. */
const literal = 0.6

/**
 * Units that a typed text may mean, best first: exact name, code or alias, then beginnings, pinyin,
 * parts; where none of these fits, names within a small typing error. It proposes; a person confirms.
 */
export function matchUnits(units: NamedUnit[], text: string, limit: number): Match[] {
  const wanted = normalise(text)
  if (!wanted) return []
  const found = units.flatMap((unit) => {
    const best = scoreUnit(unit, wanted)
    return best.score > 0 ? [{ code: unit.code, name: unit.name, ...best }] : []
  })
  const sure = found.filter((one) => one.score >= literal)
  return (sure.length > 0 ? sure : found)
    .sort((a, b) => b.score - a.score || a.name.length - b.name.length)
    .slice(0, limit)
}

function scoreUnit(unit: NamedUnit, wanted: string): { score: number; matched: string } {
  let best = { score: 0, matched: '' }
  const take = (score: number, matched: string) => {
    if (score > best.score) best = { score, matched }
  }
  if (unit.code === wanted) take(1, unit.code)
  for (const name of [unit.name, ...unit.names]) {
    const normal = normalise(name)
    if (normal === wanted) take(1, name)
    else if (normal.startsWith(wanted)) take(0.9, name)
    else if (normal.includes(wanted)) take(0.75, name)
    else if (wanted.length >= 2 && wanted.includes(normal) && normal.length >= 2) take(0.6, name)
    else if (wanted.length >= 2 && normal.length >= 3) {
      const distance = editDistance(normal, wanted)
      if (distance === 1) take(0.55, name)
      else if (distance === 2 && wanted.length >= 5) take(0.45, name)
      else if (beginsLike(normal, wanted)) take(wanted.length >= 3 ? 0.4 : 0.3, name)
    }
  }
  if (/^[a-z]+$/.test(wanted)) {
    const words = unit.pinyin.split(' ')
    if (words.includes(wanted)) take(0.95, unit.name)
    else if (words.some((word) => word.startsWith(wanted))) take(0.8, unit.name)
    else if (wanted.length >= 3 && words.some((word) => beginsLike(word, wanted))) take(0.5, unit.name)
  }
  return best
}

/** Whether a name begins as typed but for one error: a letter wrong, missing, too many, or swapped. */
function beginsLike(name: string, wanted: string): boolean {
  return [-1, 0, 1].some((more) => {
    const length = wanted.length + more
    return length >= 2 && length <= name.length && editDistance(name.slice(0, length), wanted) === 1
  })
}

/** Width, case, spaces and punctuation do not matter. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·()（）、,，.。“”"'-]/g, '')
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  const s = [...a]
  const t = [...b]
  if (Math.abs(s.length - t.length) > 2) return 3
  let before: number[] = []
  let last = Array.from({ length: t.length + 1 }, (_, index) => index)
  for (let i = 1; i <= s.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= t.length; j += 1) {
      const same = s[i - 1] === t[j - 1] ? 0 : 1
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
    }
    before = last
    last = row
  }
  return last[t.length]!
}
