/** A record entering (+1) or leaving (-1) the totals of its nodes on its day. */
export interface EntryChange {
  nodes: number[]
  day: string
  vals: (number | null)[]
  adjustment: boolean
  /** Keys of the shares that it stands in. */
  sharedBy: string[]
  participants: number | null
  sign: 1 | -1
}

export interface TotalChange {
  node: number
  /** Local date, or `-infinity` for the row over all days. */
  day: string
  entries: number
  sums: number[]
  counts: number[]
  adjusted: number[]
  adjustments: number[]
}

export interface ShareChange {
  node: number
  day: string
  key: string
  entries: number
  participants: number
  counted: number
}

export const allDays = '-infinity'

/** What changes in each total, once per (node, day); totals in which nothing changes are left out. */
export function mergeChanges(changes: EntryChange[]): TotalChange[] {
  const merged = new Map<string, TotalChange>()
  for (const change of changes) {
    const width = change.vals.length
    for (const node of change.nodes) {
      for (const day of [change.day, allDays]) {
        const key = `${node} ${day}`
        let total = merged.get(key)
        if (!total) {
          total = { node, day, entries: 0, sums: [], counts: [], adjusted: [], adjustments: [] }
          merged.set(key, total)
        }
        if (!change.adjustment) total.entries += change.sign
        const [sums, counts] = change.adjustment
          ? [total.adjusted, total.adjustments]
          : [total.sums, total.counts]
        // Most totals have no adjustment: theirs stay empty arrays.
        for (const list of [sums, counts]) while (list.length < width) list.push(0)
        change.vals.forEach((value, place) => {
          if (value === null) return
          sums[place]! += change.sign * value
          counts[place]! += change.sign
        })
      }
    }
  }
  return [...merged.values()].filter(
    (one) =>
      one.entries !== 0 ||
      [one.sums, one.counts, one.adjusted, one.adjustments].some((list) => list.some((value) => value !== 0)),
  )
}

/** The same for the shares: once per (node, day, key). */
export function mergeShares(changes: EntryChange[]): ShareChange[] {
  const merged = new Map<string, ShareChange>()
  for (const { nodes, day: ownDay, sharedBy, participants, sign } of changes)
    for (const node of nodes)
      for (const day of [ownDay, allDays])
        for (const key of sharedBy) {
          const at = `${node} ${day} ${key}`
          const share = merged.get(at) ?? { node, day, key, entries: 0, participants: 0, counted: 0 }
          share.entries += sign
          share.participants += sign * (participants ?? 0)
          share.counted += participants === null ? 0 : sign
          merged.set(at, share)
        }
  return [...merged.values()].filter(
    (one) => one.entries !== 0 || one.participants !== 0 || one.counted !== 0,
  )
}
