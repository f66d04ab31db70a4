import { sql } from 'kysely'
import type { Access, AccessTarget } from '../shared/route.ts'
import { ProblemError, forbidden, notFound, notSignedIn } from '../shared/problem.ts'
import { type Permission, roleMay } from '../shared/permissions.ts'
import { type Connection, prepareStatement } from './database.ts'
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
 * answered "forbidden"; a thing that does not exist "not found". `find` reads the named thing in place of the plain
 * look-up of its unit, for a handler that needs the thing itself.
 */
export async function resolveScope(
  db: Connection,
  access: Access,
  caller: SignedInUser | null,
  params: Record<string, string>,
  find?: () => Promise<UnitWithAncestors | undefined>,
): Promise<{ scope: UnitScope; found: UnitWithAncestors | undefined }> {
  const allow = (units: ScopeUnit[], found?: UnitWithAncestors) => ({ scope: { units }, found })
  if (access === 'public' || access === 'participant') return allow([])
  if (!caller) throw new ProblemError(notSignedIn)
  if (access === 'signed-in') return allow(caller.grants.map((grant) => grant.unit))

  const granted = unitsGranting(caller, access.permission)
  if (granted.length === 0) throw new ProblemError(forbidden)
  if (access.on === 'scope' || (access.on === 'unit' && params.unit === undefined)) return allow(granted)
  if (access.on === 'deployment') {
    if (!granted.some((unit) => unit.level === 0)) throw new ProblemError(forbidden)
    return allow(granted)
  }
  const value = params[access.on === 'activity-owner' ? 'activity' : access.on] ?? ''
  if (access.on !== 'unit' && !isUuid(value)) throw new ProblemError(notFound)
  const targets = find ? [await find()] : await targetStatements[access.on](db, { value })
  const there = targets.filter((target) => target !== undefined)
  if (there.length === 0) throw new ProblemError(notFound)
  const allowed = there.filter((target) => granted.some((unit) => covers(unit, target)))
  if (allowed.length === 0) throw new ProblemError(forbidden)
  return allow(
    allowed.map(({ id, number, level }) => ({ id, number, level })),
    allowed[0],
  )
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

/**
 * The units that a named thing belongs to: one, or all that took part in a joint activity. Asked by nearly every
 * request, so prepared; one per kind of thing that a route may name.
 */
const targetStatements: Record<
  NamedTarget,
  (db: Connection, values: { value: string }) => Promise<UnitWithAncestors[]>
> = {
  unit: prepareTarget('where u.code = :value'),
  obligation: prepareTarget('join obligation t on t.unit_id = u.id where t.id = :value'),
  submission: prepareTarget('join submission t on t.unit_id = u.id where t.id = :value'),
  remark: prepareTarget('join remark t on t.unit_id = u.id where t.id = :value'),
  participation: prepareTarget('join participation_day t on t.unit_id = u.id where t.id = :value'),
  article: prepareTarget('join article t on t.unit_id = u.id where t.id = :value'),
  flag: prepareTarget('join participation_flag t on t.unit_id = u.id where t.id = :value'),
  clipping: prepareTarget('join clipping t on t.unit_id = u.id where t.id = :value'),
  case: prepareTarget('join typical_case t on t.unit_id = u.id where t.id = :value'),
  entry: prepareTarget('join topic_entry t on t.unit_id = u.id where t.id = :value'),
  question: prepareTarget('join consultation_question t on t.unit_id = u.id where t.id = :value'),
  session: prepareTarget('join consultation_session t on t.unit_id = u.id where t.id = :value'),
  live: prepareTarget('join live_contest t on t.unit_id = u.id where t.id = :value'),
  'activity-owner': prepareTarget('join activity t on t.unit_id = u.id where t.id = :value'),
  activity: prepareTarget(`where u.id in (select unit_id from activity where id = :value
    union select unit_id from activity_partner where activity_id = :value)`),
  // A file belongs to its unit, and to every unit of a joint activity that it shows.
  file: prepareTarget(`where u.id in (select unit_id from file where id = :value
    union select p.unit_id from activity_file f join activity_partner p on p.activity_id = f.activity_id
      join activity a on a.id = f.activity_id where f.file_id = :value and a.deleted_at is null)`),
}

type NamedTarget = Exclude<AccessTarget, 'deployment' | 'scope'>

function prepareTarget(rest: string) {
  const columns = unitColumns.map((name) => `u.${name}`).join(', ')
  return prepareStatement<UnitWithAncestors, { value: string }>(`select ${columns} from org_unit u ${rest}`)
}

function isUuid(value: string): boolean {
  return /^[0-9a-f-]{36}$/i.test(value)
}
