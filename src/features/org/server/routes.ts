import { type Implementation, implement } from '../../../platform/server/http.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { listUnits, readUnit, resolveUnit } from '../contract.ts'
import { findUnitsByText } from './find-units-by-text.ts'
import { type UnitRow, findUnit, listUnitRows } from './queries.ts'

export const orgRoutes: Implementation[] = [
  implement(listUnits)(async ({ db, query, scope }) => {
    const after = decodeCursor(query.cursor, 3)
    const rows = await listUnitRows(db, { scope, tag: query.tag, after, limit: query.limit })
    const last = rows.length === query.limit ? rows.at(-1) : undefined
    return {
      items: rows.map(presentUnit),
      next: last ? encodeCursor([last.level, last.position, last.number]) : null,
    }
  }),

  implement(resolveUnit)(async ({ db, query, scope }) => {
    return { items: await findUnitsByText(db, scope, query.q, query.limit) }
  }),

  implement(readUnit)(async ({ db, params }) => {
    const row = await findUnit(db, params.unit)
    if (!row) throw new ProblemError(notFound)
    return presentUnit(row)
  }),
]

function presentUnit(row: UnitRow) {
  return {
    code: row.code,
    name: row.name,
    shortName: row.short_name,
    parent: row.parent_code,
    level: row.level,
    tags: row.tags,
    aliases: row.aliases,
    formerNames: row.former_names,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    children: row.children,
  }
}
