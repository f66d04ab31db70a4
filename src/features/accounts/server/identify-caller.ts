import type { FastifyRequest } from 'fastify'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { Role } from '../../../platform/shared/permissions.ts'
import type { Auth } from './create-auth.ts'

/**
 * Who is calling. Answers are remembered for ten seconds by session cookie, so that a burst of requests costs one
 * look-up; signing out, disabling and new grants take effect at once in this process, within ten seconds in others.
 */
export interface SessionCache {
  identify: (request: FastifyRequest) => Promise<SignedInUser | null>
  forgetUser: (userId: string) => void
  forgetCookie: (cookie: string | undefined) => void
}

const rememberedMs = 10_000
const rememberedMost = 10_000

export function createSessionCache(db: Connection, auth: Auth): SessionCache {
  const known = new Map<string, { user: SignedInUser | null; until: number }>()
  return {
    identify: async (request) => {
      const cookie = sessionCookieOf(request.headers.cookie)
      if (!cookie) return null
      const now = performance.now()
      const found = known.get(cookie)
      if (found && found.until > now) return found.user
      const session = await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie! }) })
      const user = session ? await findSignedInUser(db, session.user.id) : null
      if (known.size >= rememberedMost) known.clear()
      known.set(cookie, { user, until: now + rememberedMs })
      return user
    },
    forgetUser: (userId) => {
      for (const [cookie, { user }] of known) if (user?.id === userId) known.delete(cookie)
    },
    forgetCookie: (header) => {
      const cookie = sessionCookieOf(header)
      if (cookie) known.delete(cookie)
    },
  }
}

function sessionCookieOf(header: string | undefined): string | undefined {
  return /(?:^|;\s*)((?:__Secure-)?anyue\.session_token=[^;]+)/.exec(header ?? '')?.[1]
}

export async function findSignedInUser(db: Connection, userId: string): Promise<SignedInUser | null> {
  const rows = await db
    .selectFrom('user as p')
    .leftJoin('role_grant as g', 'g.user_id', 'p.id')
    .leftJoin('org_unit as u', 'u.id', 'g.unit_id')
    .where('p.id', '=', userId)
    .where('p.disabledAt', 'is', null)
    .select([
      'p.id',
      'p.name',
      'p.username',
      'g.role',
      'u.id as unit_id',
      'u.number',
      'u.level',
      'u.code',
      'u.name as unit_name',
    ])
    .orderBy('u.number')
    .execute()
  const first = rows[0]
  if (!first) return null
  return {
    id: first.id,
    username: first.username ?? '',
    name: first.name,
    grants: rows.flatMap((row) =>
      row.unit_id === null
        ? []
        : [
            {
              role: row.role as Role,
              unit: {
                id: row.unit_id,
                number: row.number!,
                level: row.level!,
                code: row.code!,
                name: row.unit_name!,
              },
            },
          ],
    ),
  }
}
