import { pinyin } from 'pinyin-pro'

const known = new Map<string, string>()

/** `泽州县` → `zzx zezhouxian`, for search by initials or full pinyin; remembered because it is costly. */
export function pinyinOf(name: string): string {
  const found = known.get(name)
  if (found !== undefined) return found
  const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
  const full = pinyin(name, { toneType: 'none', type: 'array' }).join('')
  const text = `${initials} ${full}`.toLowerCase()
  if (known.size > 200_000) known.clear()
  known.set(name, text)
  return text
}
