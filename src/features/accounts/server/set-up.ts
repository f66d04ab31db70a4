import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { alreadySetUp, noCampaignYet } from '../contract.ts'
import { createAccount } from './create-user.ts'

export async function isSetUpNeeded(db: Connection): Promise<boolean> {
  return (await db.selectFrom('user').select('id').limit(1).executeTakeFirst()) === undefined
}

/** The first administrator, of every root unit. Two at once: one wins, the other hears "already set up". */
export async function createFirstAdministrator(
  db: Connection,
  context: AuditContext,
  input: { username: string; name: string; password: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(724503)`.execute(db)
  if (!(await isSetUpNeeded(db))) throw new ProblemError(alreadySetUp)
  const roots = await db.selectFrom('org_unit').where('level', '=', 0).select('id').execute()
  if (roots.length === 0) throw new ProblemError(noCampaignYet)
  const id = await createAccount(
    db,
    {
      username: input.username,
      name: input.name,
      grants: roots.map((root) => ({ role: 'admin' as const, unitId: root.id })),
      passwordHash: await hashPassword(input.password),
      mustChangePassword: false,
    },
    context.now,
  )
  await writeAudit(db, context, 'user-created', {
    subjectId: id,
    after: { username: input.username, role: 'admin', firstSetUp: true },
  })
}
