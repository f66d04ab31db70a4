import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import type { Role } from '../../../platform/shared/permissions.ts'
import { usernameTaken } from '../contract.ts'

export interface NewUser {
  username: string
  name: string
  grants: { role: Role; unitId: string }[]
  /** From `hashPassword` of the auth library. */
  passwordHash: string
  mustChangePassword: boolean
}

/** The auth library wants an e-mail address per account; ours have none, and none is asked for. */
export async function createAccount(db: Connection, user: NewUser, now: Date): Promise<string> {
  const id = v7()
  const inserted = await db
    .insertInto('user')
    .values({
      id,
      name: user.name,
      email: `${user.username}@users.invalid`,
      username: user.username,
      displayUsername: user.username,
      mustChangePassword: user.mustChangePassword,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) throw new ProblemError(usernameTaken)
  await db
    .insertInto('account')
    .values({
      id: v7(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: user.passwordHash,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  await writeGrants(db, id, user.grants)
  return id
}

export async function writeGrants(
  db: Connection,
  userId: string,
  grants: { role: Role; unitId: string }[],
): Promise<void> {
  await db.deleteFrom('role_grant').where('user_id', '=', userId).execute()
  if (grants.length === 0) return
  await db
    .insertInto('role_grant')
    .values(grants.map((grant) => ({ user_id: userId, role: grant.role, unit_id: grant.unitId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function setPassword(
  db: Connection,
  userId: string,
  password: string,
  mustChangePassword: boolean,
): Promise<void> {
  const hash = await hashPassword(password)
  await db
    .updateTable('account')
    .set({ password: hash, updatedAt: new Date() })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await db.updateTable('user').set({ mustChangePassword }).where('id', '=', userId).execute()
}

/** Readable over the telephone: no 0/o, 1/l; 72 bits. */
export function makePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const text = [...randomBytes(15)].map((byte) => letters[byte % 32]).join('')
  return `${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10)}`
}
