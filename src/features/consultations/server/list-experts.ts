import type { Connection } from '../../../platform/server/database.ts'

/** Accounts in use that hold the role of an expert, with the unit at which they hold it. */
export function listExpertRows(db: Connection) {
  return db
    .selectFrom('role_grant as g')
    .innerJoin('user as p', 'p.id', 'g.user_id')
    .innerJoin('org_unit as u', 'u.id', 'g.unit_id')
    .where('g.role', '=', 'expert')
    .where('p.disabledAt', 'is', null)
    .select(['p.id', 'p.name', 'u.id as unit_id', 'u.code', 'u.name as unit_name', 'u.number', 'u.level'])
    .select(['u.a0', 'u.a1', 'u.a2', 'u.a3', 'u.a4', 'u.a5', 'u.a6'])
    .orderBy('u.level')
    .orderBy('p.name')
    .execute()
}
