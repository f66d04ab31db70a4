import { type Implementation, implement } from '../../../platform/server/http.ts'
import { type AuditKind, auditKinds } from '../../../platform/server/audit.ts'
import { encodeCursor } from '../../../platform/server/cursor.ts'
import { listAuditRecords } from '../contract.ts'
import { listRecords, nameSubjects } from './queries.ts'

export const auditRoutes: Implementation[] = [
  implement(listAuditRecords)(async ({ db, query, scope }) => {
    const rows = await listRecords(db, scope, query)
    const subjects = await nameSubjects(
      db,
      rows.flatMap((row) => (row.subject_id === null ? [] : [row.subject_id])),
    )
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
        subject: subjects.get(row.subject_id ?? '') ?? null,
        before: row.before,
        after: row.after,
      })),
      next: rows.length === query.limit ? encodeCursor([rows.at(-1)!.number]) : null,
    }
  }),
]
