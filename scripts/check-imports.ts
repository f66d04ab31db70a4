import path from 'node:path'
import { findBreaches } from '../tests/support/boundaries.ts'
import { findCircles, readImportGraph } from '../tests/support/import-graph.ts'

/** Entries → features → platform, without circles; `tests/architecture.test.ts` proves that a breach is found. */
const graph = readImportGraph(path.resolve(import.meta.dirname, '../src'))
const breaches = [...findBreaches(graph), ...findCircles(graph).map((circle) => circle.join(' → '))]
for (const breach of breaches) console.error(breach)
process.exitCode = breaches.length === 0 ? 0 : 1
