import type { FastifyReply, FastifyRequest } from 'fastify'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { RawRoute } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, defineProblem } from '../../../platform/shared/problem.ts'
import type { Auth } from './create-auth.ts'
import { type SessionCache, findSignedInUser } from './identify-caller.ts'
import { countFailure, findLock, forgetFailures } from './lock-out.ts'

export const wrongCredentials = defineProblem('wrong-credentials', 401, '用户名或密码不正确。')
export const accountLocked = defineProblem('account-locked', 423, '多次输错密码，账号已暂时锁定。')

/** `/api/auth/*`: the library's own endpoints, with lock-out and audit around signing in. */
export function createAuthRoute(auth: Auth, sessions: SessionCache): RawRoute {
  return {
    methods: ['*'],
    path: '/api/auth/*',
    summary: '登录、退出、两步验证（POST /api/auth/sign-in/username {username, password}）',
    access: 'public',
    handle: async (request, reply, services) => {
      const path = request.url.split('?')[0]
      if (path === '/api/auth/sign-in/username') return signIn(auth, request, reply, services)
      const response = await auth.handler(toWebRequest(request))
      // A session that ends or gains a second factor must not be remembered.
      if (request.method === 'POST') sessions.forgetCookie(request.headers.cookie)
      if (response.ok && path?.startsWith('/api/auth/two-factor/verify-')) {
        const { user } = (await response.clone().json()) as { user?: { id: string } }
        if (user) await noteSignIn(services, request, user.id)
      }
      return send(reply, response)
    },
  }
}

async function signIn(auth: Auth, request: FastifyRequest, reply: FastifyReply, services: Services) {
  const { db } = services.pool
  const given = (request.body ?? {}) as { username?: unknown; password?: unknown }
  const username = String(given.username ?? '')
    .trim()
    .toLowerCase()
    .slice(0, 64)
  const context = { now: services.clock.now(), caller: null, address: request.ip, requestId: request.id }
  const locked = await findLock(db, username)
  if (locked) throw lockedProblem(locked)

  const account = await db
    .selectFrom('user')
    .where('username', '=', username)
    .select(['id', 'disabledAt'])
    .executeTakeFirst()
  const response = await auth.handler(
    toWebRequest(request, { username, password: String(given.password ?? '').slice(0, 200) }),
  )
  if (!response.ok || account?.disabledAt) {
    const until = await countFailure(db, username)
    await writeAudit(db, context, 'sign-in-refused', {
      subjectId: username,
      after: { locked: until !== null },
    })
    if (until) throw lockedProblem(until)
    throw new ProblemError(wrongCredentials)
  }
  await forgetFailures(db, username)
  const { twoFactorRedirect = false } = (await response.clone().json()) as { twoFactorRedirect?: boolean }
  if (!twoFactorRedirect) await noteSignIn(services, request, account!.id)
  // The library's body repeats the session's token, which is the cookie's business.
  return send(reply, response, JSON.stringify({ twoFactorRedirect }))
}

async function noteSignIn(services: Services, request: FastifyRequest, userId: string): Promise<void> {
  const { db } = services.pool
  const caller = await findSignedInUser(db, userId)
  await db.updateTable('user').set({ lastSignInAt: services.clock.now() }).where('id', '=', userId).execute()
  const context = { now: services.clock.now(), caller, address: request.ip, requestId: request.id }
  await writeAudit(db, context, 'signed-in', { subjectId: userId })
}

function lockedProblem(until: Date): ProblemError {
  const minutes = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 60_000))
  return new ProblemError(accountLocked, {
    detail: `多次输错密码，账号已暂时锁定，请 ${minutes} 分钟后再试，或请管理员解除。`,
  })
}

function toWebRequest(request: FastifyRequest, body: unknown = request.body): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  }
  // Some clients send an empty body without a type; the library wants JSON.
  if (body === undefined || body === null) headers.set('content-type', 'application/json')
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`), {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(body ?? {}) } : {}),
  })
}

async function send(reply: FastifyReply, response: Response, body?: string) {
  reply.code(response.status).header('cache-control', 'no-store')
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value)
  })
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply.send(body ?? (await response.text()))
}
