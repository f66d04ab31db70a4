import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { readMe } from '../../../platform/shared/me.ts'
import { permissionsOf } from '../../../platform/shared/permissions.ts'
import {
  changeOwnPassword,
  changeUser,
  createUser,
  listUsers,
  resetPassword,
  setUp,
  wrongPassword,
} from '../contract.ts'
import type { SessionCache } from './identify-caller.ts'
import { addUser, alterUser, giveNewPassword, presentGrant, viewUsers } from './manage-users.ts'
import { createFirstAdministrator, isSetUpNeeded } from './set-up.ts'

export function createAccountRoutes(sessions: SessionCache): Implementation[] {
  return [
    implement(readMe)(async ({ db, caller, now, services }) => {
      const row = caller
        ? await db
            .selectFrom('user')
            .where('id', '=', caller.id)
            .select(['twoFactorEnabled', 'mustChangePassword'])
            .executeTakeFirstOrThrow()
        : null
      return {
        user: caller && {
          username: caller.username,
          name: caller.name,
          grants: caller.grants.map((grant) => presentGrant({ role: grant.role, ...grant.unit })),
          permissions: [...new Set(caller.grants.flatMap((grant) => permissionsOf(grant.role)))],
          twoFactor: row?.twoFactorEnabled ?? false,
          mustChangePassword: row?.mustChangePassword ?? false,
        },
        now: now.toISOString(),
        demo: services.config.demo,
        setupNeeded: caller === null && (await isSetUpNeeded(db)),
        oidc: services.config.oidc !== undefined,
      }
    }),

    implement(setUp)(async (call) => {
      await createFirstAdministrator(call.db, call, call.body)
      return { username: call.body.username }
    }),

    implement(listUsers)(async ({ db, scope, query, user }) => {
      const after = decodeCursor(query.cursor, 1)?.[0]
      const items = await viewUsers(db, scope, {
        q: query.q,
        after: after === undefined ? undefined : String(after),
        limit: query.limit,
        callerId: user.id,
      })
      return { items, next: items.length === query.limit ? encodeCursor([items.at(-1)!.username]) : null }
    }),

    implement(createUser)(async (call) => {
      const { id, password } = await addUser(call.db, call, call.scope, call.body)
      const [user] = await viewUsers(call.db, call.scope, { limit: 1, id, callerId: call.user.id })
      return { user: user!, password }
    }),

    implement(changeUser)(async (call) => {
      await alterUser(call.db, call, call.scope, call.params.user, call.body)
      sessions.forgetUser(call.params.user)
      const [user] = await viewUsers(call.db, call.scope, {
        limit: 1,
        id: call.params.user,
        callerId: call.user.id,
      })
      return user!
    }),

    implement(resetPassword)(async (call) => {
      const password = await giveNewPassword(call.db, call, call.scope, call.params.user)
      sessions.forgetUser(call.params.user)
      return { password }
    }),

    implement(changeOwnPassword)(async (call) => {
      const { db, user, body } = call
      const account = await db
        .selectFrom('account')
        .where('userId', '=', user.id)
        .where('providerId', '=', 'credential')
        .select(['id', 'password'])
        .forUpdate()
        .executeTakeFirst()
      const fits =
        account?.password &&
        (await verifyPassword({ hash: account.password, password: body.currentPassword }))
      if (!account || !fits) {
        throw new ProblemError(wrongPassword, {
          errors: [{ path: 'currentPassword', message: '现用密码不正确。' }],
        })
      }
      const password = await hashPassword(body.newPassword)
      await db
        .updateTable('account')
        .set({ password, updatedAt: new Date() })
        .where('id', '=', account.id)
        .execute()
      await db.updateTable('user').set({ mustChangePassword: false }).where('id', '=', user.id).execute()
      const token = decodeURIComponent(
        /anyue\.session_token=([^;.]+)/.exec(call.headers.cookie ?? '')?.[1] ?? '',
      )
      await db.deleteFrom('session').where('userId', '=', user.id).where('token', '!=', token).execute()
      await writeAudit(db, call, 'password-changed', { subjectId: user.id })
      sessions.forgetUser(user.id)
      return { changed: true as const }
    }),
  ]
}
