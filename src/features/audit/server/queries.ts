import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import { decodeCursor } from '../../../platform/server/cursor.ts'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'

interface Filter {
  kind?: string | undefined
  user?: string | undefined
  unit?: string | undefined
  subject?: string | undefined
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Lines about units of the scope; lines about no unit (signing in, accounts) are for auditors of the whole. */
export function listRecords(db: Connection, scope: UnitScope, filter: Filter) {
  const whole = filter.unit === undefined && scope.units.some((unit) => unit.level === 0)
  let query = db
    .selectFrom('audit_record as r')
    .leftJoin('org_unit as u', 'u.id', 'r.unit_id')
    .where((eb) => eb.or([withinScope(scope, 'u'), ...(whole ? [eb('r.unit_id', 'is', null)] : [])]))
  if (filter.kind) query = query.where('r.kind', '=', filter.kind)
  if (filter.subject) query = query.where('r.subject_id', '=', filter.subject)
  if (filter.from) query = query.where('r.at', '>=', new Date(filter.from))
  if (filter.to) query = query.where('r.at', '<=', new Date(filter.to))
  if (filter.user) {
    const like = containsText(filter.user)
    query = query.where((eb) =>
      eb.or([
        eb('r.user_name', '=', filter.user!),
        eb(
          'r.user_id',
          'in',
          eb
            .selectFrom('user')
            .where((user) => user.or([user('username', '=', filter.user!), user('name', 'like', like)]))
            .select('id'),
        ),
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

export interface Subject {
  kind: 'submission' | 'obligation' | 'account'
  name: string
}

/** The names of what a page of lines is about; ids of other things stay without one. */
export async function nameSubjects(db: Connection, ids: string[]): Promise<Map<string, Subject>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Subject & { id: string }>`
    with wanted as (select distinct unnest(${sql.val(ids)}::text[]) as id),
      uuids as (select id::uuid from wanted where id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    select s.id::text, 'submission' as kind, o.period_title || '（第 ' || s.revision || ' 版）' as name
      from submission s join obligation o on o.id = s.obligation_id where s.id in (select id from uuids)
    union all
    select o.id::text, 'obligation', o.period_title from obligation o where o.id in (select id from uuids)
    union all
    select p.id, 'account', p.name from "user" p where p.id in (select id from wanted)`.execute(db)
  return new Map(rows.map(({ id, kind, name }) => [id, { kind, name }]))
}
