import { type ExpressionBuilder, sql } from 'kysely'
import type { Access, AccessTarget } from '../shared/route.ts'
import { ProblemError, forbidden, notFound, notSignedIn } from '../shared/problem.ts'
import { type Permission, roleMay } from '../shared/permissions.ts'
import type { Connection } from './database.ts'
import type { DB } from './database.generated.ts'
import type { SignedInUser } from './signed-in-user.ts'

export interface ScopeUnit {
  id: string
  number: number
  level: number
}

/** The subtrees a request may touch. Never empty when a route asked for a permission. */
export interface UnitScope {
  units: ScopeUnit[]
}

type Ancestors = 'a0' | 'a1' | 'a2' | 'a3' | 'a4' | 'a5' | 'a6'

/**
 * Decides a request, in this one place: who is calling, which unit the named thing belongs to, and
 * whether a grant with the permission covers that unit. A thing outside the caller's subtree is
 * answered "forbidden"; a thing that does not exist "not found".
 */
export async function resolveScope(
  db: Connection,
  access: Access,
  caller: SignedInUser | null,
  params: Record<string, string>,
): Promise<UnitScope> {
  if (access === 'public') return { units: [] }
  if (!caller) throw new ProblemError(notSignedIn)
  if (access === 'signed-in') return { units: caller.grants.map((grant) => grant.unit) }

  const granted = unitsGranting(caller, access.permission)
  if (granted.length === 0) throw new ProblemError(forbidden)
  if (access.on === 'scope' || (access.on === 'unit' && params.unit === undefined)) return { units: granted }
  if (access.on === 'deployment') {
    if (!granted.some((unit) => unit.level === 0)) throw new ProblemError(forbidden)
    return { units: granted }
  }
  const targets = await findTargetUnits(db, access.on, params)
  if (targets.length === 0) throw new ProblemError(notFound)
  const allowed = targets.filter((target) => granted.some((unit) => covers(unit, target)))
  if (allowed.length === 0) throw new ProblemError(forbidden)
  return { units: allowed }
}

export function unitsGranting(caller: SignedInUser, permission: Permission): ScopeUnit[] {
  return caller.grants.filter((grant) => roleMay(grant.role, permission)).map((grant) => grant.unit)
}

/** The question a handler asks to tell a page which buttons to show; the same rule as the routes'. */
export function mayDo(caller: SignedInUser, permission: Permission, unit: UnitWithAncestors): boolean {
  return unitsGranting(caller, permission).some((granted) => covers(granted, unit))
}

export interface UnitWithAncestors extends ScopeUnit {
  a0: number | null
  a1: number | null
  a2: number | null
  a3: number | null
  a4: number | null
  a5: number | null
  a6: number | null
}

export function covers(granted: ScopeUnit, unit: UnitWithAncestors): boolean {
  return unit[`a${granted.level}` as Ancestors] === granted.number
}

/** `where` condition for any table (or alias) that carries the ancestor columns a0…a6. */
export function withinScope(scope: UnitScope, table: string) {
  return sql<boolean>`(${sql.join(
    scope.units.map((unit) => sql`${sql.ref(`${table}.a${unit.level}`)} = ${unit.number}`),
    sql` or `,
  )})`
}

export const unitColumns = ['id', 'number', 'level', 'a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6'] as const

/** The units that the named thing belongs to: one, or all that took part in a joint activity. */
async function findTargetUnits(
  db: Connection,
  on: Exclude<AccessTarget, 'deployment' | 'scope'>,
  params: Record<string, string>,
): Promise<UnitWithAncestors[]> {
  const units = db.selectFrom('org_unit').select(unitColumns)
  if (on === 'unit') return units.where('code', '=', params.unit ?? '').execute()
  const value = params[on === 'activity-owner' ? 'activity' : on] ?? ''
  if (!/^[0-9a-f-]{36}$/i.test(value)) return []
  if (on === 'activity' || on === 'file') return units.where('id', 'in', ownersOf(on, value)).execute()
  const table = on === 'activity-owner' ? 'activity' : on
  const owner = (eb: ExpressionBuilder<DB, 'org_unit'>) =>
    eb.selectFrom(table).select('unit_id').where(`${table}.id`, '=', value)
  return units.where('id', '=', owner).execute()
}

/** A file belongs to its unit, and to every unit of a joint activity that it shows. */
function ownersOf(on: 'activity' | 'file', id: string) {
  return on === 'activity'
    ? sql<string>`(select unit_id from activity where id = ${id}
        union select unit_id from activity_partner where activity_id = ${id})`
    : sql<string>`(select unit_id from file where id = ${id}
        union select p.unit_id from activity_file f join activity_partner p on p.activity_id = f.activity_id
          join activity a on a.id = f.activity_id where f.file_id = ${id} and a.deleted_at is null)`
}
