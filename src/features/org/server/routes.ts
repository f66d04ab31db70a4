import { type Implementation, implement } from '../../../platform/server/http.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { findPublicUnits } from './find-public-units.ts'
import { findUnitsByText } from './find-units-by-text.ts'
import { type UnitRow, findUnit, listUnitRows } from './queries.ts'

export const orgRoutes: Implementation[] = [
  implement(contract.listUnits)(async ({ db, query, scope }) => {
    const after = decodeCursor(query.cursor, 3)
    const rows = await listUnitRows(db, { scope, tag: query.tag, after, limit: query.limit })
    return {
      items: rows.map(presentUnit),
      next: nextCursor(rows, query.limit, (last) => [last.level, last.position, last.number]),
    }
  }),

  implement(contract.resolveUnit)(async ({ db, query, scope }) => {
    return { items: await findUnitsByText(db, scope, query.q, query.limit) }
  }),

  implement(contract.findPublicUnits)(async ({ db, params, query, now }) => {
    const { definition } = await findCampaign(db, params.campaign)
    const today = localOfInstant(now, definition.timeZone).date
    return { items: findPublicUnits(definition, today, query.q, 10) }
  }),

  implement(contract.readUnit)(async ({ db, params }) => {
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
