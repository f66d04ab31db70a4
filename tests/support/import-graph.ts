import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'oxc-parser'

/** Who imports whom, by paths relative to the source folder; types count as well as values. */
export type ImportGraph = Map<string, string[]>

/** Parses every source below `folder`; only imports of files of the project are kept. */
export function readImportGraph(folder: string): ImportGraph {
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => file.split(path.sep).join('/'))
    .sort()
  return new Map(
    files.map((file) => {
      const targets = listImports(file, readFileSync(path.join(folder, file), 'utf8'))
      return [file, targets.map((target) => path.posix.join(path.posix.dirname(file), target))]
    }),
  )
}

/** Relative specifiers of static, dynamic and re-exporting imports. */
function listImports(file: string, text: string): string[] {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`)
  const named = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value ?? '')),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ]
  return [...new Set(named.filter((one) => one.startsWith('.')))]
}

/** Circles of files, each as the way round; empty when there is none. */
export function findCircles(graph: ImportGraph): string[][] {
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (file: string, way: string[]) => {
    const at = way.indexOf(file)
    if (at >= 0) circles.push([...way.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return circles
}
