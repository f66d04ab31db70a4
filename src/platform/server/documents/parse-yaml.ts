import { LineCounter, type Node, isNode, parseDocument } from 'yaml'

/** A YAML text that a clerk wrote, with the way back from a path in it to a line. */
export interface ParsedYaml {
  value: unknown
  errors: { line: number; message: string }[]
  lineOf: (at: PropertyKey[]) => number
}

export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true })
  const errors = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: `格式有误：${error.message.split('\n')[0]}`,
  }))
  const lineOf = (at: PropertyKey[]): number => {
    for (let length = at.length; length >= 0; length -= 1) {
      const node: unknown =
        length === 0 ? document.contents : document.getIn(at.slice(0, length) as (string | number)[], true)
      if (isNode(node) && (node as Node).range) return lines.linePos((node as Node).range![0]).line
    }
    return 1
  }
  return { value: errors.length > 0 ? null : (document.toJS() as unknown), errors, lineOf }
}

/** Paths of keys that validation dropped because the schema has no such thing. */
export function listUnknownKeys(raw: unknown, parsed: unknown, at: PropertyKey[]): PropertyKey[][] {
  if (Array.isArray(raw) && Array.isArray(parsed)) {
    return raw.flatMap((one, index) => listUnknownKeys(one, parsed[index], [...at, index]))
  }
  if (typeof raw !== 'object' || raw === null || typeof parsed !== 'object' || parsed === null) return []
  return Object.entries(raw).flatMap(([key, value]) =>
    key in parsed
      ? listUnknownKeys(value, (parsed as Record<string, unknown>)[key], [...at, key])
      : value === undefined
        ? []
        : [[...at, key]],
  )
}
