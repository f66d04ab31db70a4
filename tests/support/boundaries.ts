import { type ImportGraph, findCircles } from './import-graph.ts'

type Level = 'entry' | 'feature' | 'platform'

interface Place {
  level: Level
  feature: string | null
  /** `shared` runs in both: contracts, rules, platform/shared. `view`: citizens' pages, drawn by the server, too. */
  side: 'browser' | 'view' | 'server' | 'shared'
  /** queries.ts and routes.ts are nobody else's business. */
  isPrivate: boolean
}

const height: Record<Level, number> = { platform: 0, feature: 1, entry: 2 }
const browserEntries = new Set(['desk.tsx', 'service-worker.ts'])

/** Sentences about imports that the architecture forbids; tests may import what they like. */
export function findBreaches(graph: ImportGraph): string[] {
  const product = new Map([...graph].filter(([file]) => !/\.test\.tsx?$/.test(file)))
  const breaches = [...product].flatMap(([file, targets]) =>
    targets.flatMap((target) => {
      const reason = findReason(placeOf(file), placeOf(target))
      return reason ? [`${file} → ${target}: ${reason}`] : []
    }),
  )
  // Pages may show parts of each other's features; what they rest on may not depend in circles.
  const features: ImportGraph = new Map()
  for (const [file, targets] of product) {
    const from = placeOf(file)
    if (!from.feature || from.side === 'browser' || from.side === 'view') continue
    const others = targets.map((target) => placeOf(target).feature).filter((one) => one !== null)
    const known = features.get(from.feature) ?? []
    features.set(from.feature, [...known, ...others.filter((one) => one !== from.feature)])
  }
  return [
    ...breaches,
    ...findCircles(features).map((circle) => `features in a circle: ${circle.join(' → ')}`),
  ]
}

function findReason(from: Place, to: Place): string | null {
  if (height[to.level] > height[from.level]) return `${from.level} code must not know a ${to.level}`
  if (from.side !== 'server' && to.side === 'server') return `${from.side} code must not need the server`
  if (from.side !== 'browser' && to.side === 'browser') return `${from.side} code must not need a page`
  if (from.side === 'shared' && to.side === 'view') return 'shared code must not need a page'
  if (to.isPrivate && from.level === 'feature' && from.feature !== to.feature)
    return 'queries and routes belong to their feature'
  return null
}

function placeOf(file: string): Place {
  const [top, second, third] = file.split('/')
  const isPrivate = /^features\/[^/]+\/server\/.*(queries|routes)\.ts$/.test(file)
  if (top === 'features') return { level: 'feature', feature: second!, side: sideOf(third!), isPrivate }
  if (top === 'platform') return { level: 'platform', feature: null, side: sideOf(second!), isPrivate }
  const side = browserEntries.has(file) ? 'browser' : 'server'
  return { level: 'entry', feature: null, side, isPrivate }
}

function sideOf(folder: string): Place['side'] {
  if (folder === 'server') return 'server'
  if (folder === 'public') return 'view'
  return ['desk', 'web'].includes(folder) ? 'browser' : 'shared'
}
