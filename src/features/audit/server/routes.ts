import { sql } from 'kysely'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import { type AuditKind, auditKinds } from '../../../platform/server/audit.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { listAuditRecords } from '../contract.ts'

export const auditRoutes: Implementation[] = [
  implement(listAuditRecords)(async ({ db, query, scope }) => {
    const rows = await listRecords(db, scope, query)
    return {
      kinds: auditKinds,
      items: rows.map((row) => ({
        number: row.number,
        at: row.at.toISOString(),
        kind: row.kind,
        phrase: auditKinds[row.kind as AuditKind] ?? row.kind,
        userName: row.user_name,
        address: row.address,
        requestId: row.request_id,
        unit: row.unit_code === null ? null : { code: row.unit_code, name: row.unit_name! },
        subjectId: row.subject_id,
        before: row.before,
        after: row.after,
      })),
      next: rows.length === query.limit ? encodeCursor([rows.at(-1)!.number]) : null,
    }
  }),
]

interface Filter {
  kind?: string | undefined
  user?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Lines about units of the scope; lines about no unit (signing in, accounts) are for auditors of the whole. */
function listRecords(db: Connection, scope: UnitScope, filter: Filter) {
  const whole = scope.units.some((unit) => unit.level === 0)
  let query = db
    .selectFrom('audit_record as r')
    .leftJoin('org_unit as u', 'u.id', 'r.unit_id')
    .where((eb) => eb.or([withinScope(scope, 'u'), ...(whole ? [eb('r.unit_id', 'is', null)] : [])]))
  if (filter.kind) query = query.where('r.kind', '=', filter.kind)
  if (filter.subject) query = query.where('r.subject_id', '=', filter.subject)
  if (filter.from) query = query.where('r.at', '>=', new Date(filter.from))
  if (filter.to) query = query.where('r.at', '<=', new Date(filter.to))
  if (filter.user) {
    query = query.where((eb) =>
      eb.or([
        eb('r.user_name', '=', filter.user!),
        eb('r.user_id', 'in', eb.selectFrom('user').where('username', '=', filter.user!).select('id')),
      ]),
    )
  }
  const after = decodeCursor(filter.cursor, 1)?.[0]
  if (after !== undefined) query = query.where('r.number', '<', sql<number>`${Number(after)}`)
  return query
    .select([
      'r.number',
      'r.at',
      'r.kind',
      'r.user_name',
      'r.address',
      'r.request_id',
      'r.subject_id',
      'r.before',
      'r.after',
      'u.code as unit_code',
      'u.name as unit_name',
    ])
    .orderBy('r.number', 'desc')
    .limit(filter.limit)
    .execute()
}
