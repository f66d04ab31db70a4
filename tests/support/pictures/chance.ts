/** Numbers by chance that are the same in every run: what a test draws must not depend on the day. */
export interface Chance {
  /** From `low` up to `high`, not included. */
  between: (low: number, high: number) => number
  whole: (low: number, high: number) => number
  oneOf: <T>(list: readonly T[]) => T
  happens: (probability: number) => boolean
  /** One of the `count` rooms, layouts or places of a kind that this set of pictures has; the same whenever it is met. */
  setting: (kind: number, count: number) => Chance
}

/** Mulberry32. Sets of pictures differ in their settings too, so that one can be tuned on and another checked. */
export function createChance(seed: number, set = 0): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => Math.floor(low + next() * (high - low + 1)),
    oneOf: (list) => list[Math.floor(next() * list.length)]!,
    happens: (probability) => next() < probability,
    setting: (kind, count) => createChance(set * 1_000_000 + kind + Math.floor(next() * count), set),
  }
}
