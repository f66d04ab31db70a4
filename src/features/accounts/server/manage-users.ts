import { hashPassword } from 'better-auth/crypto'
import { type UnitScope, covers } from '../../../platform/server/access.ts'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, forbidden, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import { type Role, roleNames } from '../../../platform/shared/permissions.ts'
import { ownAdministration } from '../contract.ts'
import { createAccount, makePassword, setPassword, writeGrants } from './create-user.ts'
import { findUnitsByCode, listGrantRows, listUserRows } from './queries.ts'

type GrantInput = { role: Role; unit: string }[]

export async function viewUsers(
  db: Connection,
  scope: UnitScope,
  filter: {
    q?: string | undefined
    after?: string | undefined
    limit: number
    id?: string
    callerId: string | undefined
  },
) {
  const rows = await listUserRows(db, {
    scope,
    q: filter.q,
    after: filter.after,
    limit: filter.limit,
    ...(filter.id ? { id: filter.id } : {}),
  })
  const grants =
    rows.length === 0
      ? []
      : await listGrantRows(
          db,
          rows.map((row) => row.id),
        )
  return rows.map((row) => ({
    id: row.id,
    username: row.username ?? '',
    name: row.name,
    own: row.id === filter.callerId,
    mayChange: grants.every(
      (grant) => grant.user_id !== row.id || scope.units.some((granted) => covers(granted, grant)),
    ),
    grants: grants.filter((grant) => grant.user_id === row.id).map(presentGrant),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lockedUntil: row.locked_until?.toISOString() ?? null,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  }))
}

export function presentGrant(grant: { role: string; code: string; name: string; level: number }) {
  const role = grant.role as Role
  return { role, roleName: roleNames[role], unit: { code: grant.code, name: grant.name, level: grant.level } }
}

/** The new account's id and its first password, which is shown once and kept nowhere. */
export async function addUser(
  db: Connection,
  context: AuditContext,
  scope: UnitScope,
  input: { username: string; name: string; grants: GrantInput },
): Promise<{ id: string; password: string }> {
  const grants = await findGrants(db, scope, input.grants)
  const password = makePassword()
  const id = await createAccount(
    db,
    {
      username: input.username,
      name: input.name,
      grants,
      passwordHash: await hashPassword(password),
      mustChangePassword: true,
    },
    context.now,
  )
  await writeAudit(db, context, 'user-created', {
    subjectId: id,
    after: { username: input.username, name: input.name, grants: grants.map(nameGrant) },
  })
  return { id, password }
}

export async function alterUser(
  db: Connection,
  context: AuditContext,
  scope: UnitScope,
  id: string,
  input: {
    name?: string | undefined
    grants?: GrantInput | undefined
    disabled?: boolean | undefined
    unlock?: boolean | undefined
  },
): Promise<void> {
  const user = await findManaged(db, context, scope, id)
  if (input.disabled && id === context.caller?.id)
    throw new ProblemError(forbidden, { detail: '不能停用自己的账号。' })
  if (input.name) await db.updateTable('user').set({ name: input.name }).where('id', '=', id).execute()
  const grants = input.grants ? await findGrants(db, scope, input.grants) : null
  if (grants) {
    if (user.own) keepAdministration(user.grants, grants)
    await writeGrants(db, id, grants)
  }
  if (input.disabled !== undefined) {
    await db
      .updateTable('user')
      .set({ disabledAt: input.disabled ? context.now : null })
      .where('id', '=', id)
      .execute()
    if (input.disabled) await endSessions(db, id)
  }
  if (input.unlock) await db.deleteFrom('sign_in_failure').where('username', '=', user.username).execute()
  await writeAudit(db, context, 'user-changed', {
    subjectId: id,
    before: {
      ...(input.name ? { name: user.name } : {}),
      ...(grants ? { grants: user.grants.map(({ role, unit }) => ({ role, unit: unit.name })) } : {}),
      ...(input.disabled === undefined ? {} : { disabled: user.disabledAt !== null }),
      ...(input.unlock ? { locked: user.lockedUntil !== null } : {}),
    },
    after: {
      ...(input.name ? { name: input.name } : {}),
      ...(grants ? { grants: grants.map(nameGrant) } : {}),
      ...(input.disabled === undefined ? {} : { disabled: input.disabled }),
      ...(input.unlock ? { locked: false } : {}),
    },
  })
}

/** Of the caller's own roles as administrator the one that reaches furthest stays, or nobody could undo it. */
function keepAdministration(
  before: { role: Role; unit: { code: string; level: number } }[],
  after: { role: Role; unit: { code: string } }[],
): void {
  const [furthest] = before
    .filter((grant) => grant.role === 'admin')
    .sort((a, b) => a.unit.level - b.unit.level)
  if (furthest && !after.some((grant) => grant.role === 'admin' && grant.unit.code === furthest.unit.code))
    throw new ProblemError(ownAdministration)
}

function nameGrant(grant: { role: Role; unit: { name: string } }) {
  return { role: grant.role, unit: grant.unit.name }
}

export async function giveNewPassword(
  db: Connection,
  context: AuditContext,
  scope: UnitScope,
  id: string,
): Promise<string> {
  await findManaged(db, context, scope, id)
  const password = makePassword()
  await setPassword(db, id, password, true)
  await endSessions(db, id)
  await writeAudit(db, context, 'password-reset', { subjectId: id })
  return password
}

export async function endSessions(db: Connection, userId: string): Promise<void> {
  await db.deleteFrom('session').where('userId', '=', userId).execute()
}

/** An account is managed by whoever manages every unit for which it holds a role. */
async function findManaged(db: Connection, context: AuditContext, scope: UnitScope, id: string) {
  const [user] = await viewUsers(db, scope, { limit: 1, id, callerId: context.caller?.id })
  if (!user) throw new ProblemError(notFound)
  if (!user.mayChange) {
    throw new ProblemError(forbidden, { detail: '该账号还有您管理范围以外的角色，请由上级管理员修改。' })
  }
  return user
}

async function findGrants(db: Connection, scope: UnitScope, grants: GrantInput) {
  const units = await findUnitsByCode(
    db,
    grants.map((grant) => grant.unit),
  )
  return grants.map((grant, index) => {
    const unit = units.find((one) => one.code === grant.unit)
    if (!unit) {
      throw new ProblemError(invalidInput, {
        errors: [{ path: `grants.${index}.unit`, message: `名录中没有单位“${grant.unit}”。` }],
      })
    }
    if (!scope.units.some((granted) => covers(granted, unit))) throw new ProblemError(forbidden)
    return { role: grant.role, unitId: unit.id, unit: { code: unit.code, name: unit.name } }
  })
}
