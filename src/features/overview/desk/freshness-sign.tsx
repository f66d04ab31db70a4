import type { Freshness } from '../rules.ts'

/** How a unit stands by sign and word; colour only repeats what they say. */
export const freshnessSigns: Record<Freshness, { sign: string; word: string }> = {
  recent: { sign: '■', word: '近 7 天有记录' },
  earlier: { sign: '▣', word: '较早有记录' },
  none: { sign: '□', word: '没有记录' },
}

export function FreshnessSign({ freshness }: { freshness: Freshness }) {
  const { sign, word } = freshnessSigns[freshness]
  return (
    <span className={`freshness freshness-${freshness}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}
