import type { FastifyRequest } from 'fastify'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { Auth } from './create-auth.ts'
import { findSession, readSessionToken } from './find-session.ts'
import { presentUser } from './present-user.ts'

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

export function createSessionCache(db: Connection, auth: Auth, secret: string): SessionCache {
  const known = new Map<string, { user: SignedInUser | null; until: number }>()
  return {
    identify: async (request) => {
      const cookie = sessionCookieOf(request.headers.cookie)
      if (!cookie) return null
      const now = performance.now()
      const found = known.get(cookie)
      if (found && found.until > now) return found.user
      const token = readSessionToken(cookie, secret)
      const session = token ? await findSession(db, token) : null
      if (session?.renew)
        await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie! }) })
      const user = session?.user ?? null
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
  return presentUser(rows)
}
