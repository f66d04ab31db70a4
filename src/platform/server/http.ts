import type { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Access, Route } from '../shared/route.ts'
import {
  type FieldError,
  ProblemError,
  deviceUnknown,
  invalidInput,
  notFound,
  tooLarge,
  tooManyRequests,
  unexpected,
} from '../shared/problem.ts'
import { type UnitScope, type UnitWithAncestors, resolveScope } from './access.ts'
import { type Connection, type Pool, inTransaction } from './database.ts'
import { problemOfConstraint } from './constraint-problems.ts'
import type { PageReply } from './page-reply.ts'
import { renderProblemPage } from './render-page.tsx'
import type { Services } from './services.ts'
import type { SignedInUser } from './signed-in-user.ts'

/** What a handler gets. On writing methods `db` is the one transaction of the request. */
export interface Call<P, Q, B, F = undefined> {
  db: Connection
  params: P
  query: Q
  body: B
  /** Lower-case header names. */
  headers: Record<string, string | undefined>
  /** Throws nothing: routes with access `public` must look at `caller`. */
  user: SignedInUser
  caller: SignedInUser | null
  /** The device that takes part; there on routes with access `participant`, else only if it has shown itself. */
  participant: Participant | null
  /** Sets an HttpOnly cookie with the reply; an empty value takes it away. */
  setCookie: (name: string, value: string, maxAgeSeconds: number) => void
  /** Units for which the route's permission is held (or the one asked for). */
  scope: UnitScope
  /** What the implementation's `find` gave. */
  found: F
  /** `https://host` under which citizens reach this server, and the path with its query that was asked for. */
  origin: string
  path: string
  /** The server's clock, read once when the request arrived. */
  now: Date
  address: string
  requestId: string
  services: Services
}

/** A download; small ones as bytes, large ones as a stream. */
export interface FileReply {
  file: Buffer | Uint8Array | Readable
  fileName: string
  mediaType: string
  inline?: boolean
  /** Seconds for which anybody's copy is good; without it the file is the reader's own. */
  cacheSeconds?: number
  /** Instead of that of pages. */
  contentSecurityPolicy?: string
}

/** A citizen without an account. */
export interface Participant {
  id: string
  /** When a telephone number was verified. */
  verifiedAt: Date | null
}

export interface Redirect {
  location: string
}

export interface Implementation {
  route: Route
  handler: (call: Call<never, never, never>) => Promise<unknown>
  writes: Writes
  find: Find<unknown> | undefined
}

/**
 * A writing handler runs in one transaction. One that writes in a single statement may say so: that statement is its
 * own transaction, and the round trips of begin and commit are saved.
 */
type Writes = 'transaction' | 'one-statement'

/**
 * Reads the thing that a route names together with the unit it belongs to, by which access is decided before anything
 * else is looked at; the handler then has it as `found`.
 */
export type Find<F> = (
  db: Connection,
  named: { params: Record<string, string>; headers: Record<string, string | undefined> },
) => Promise<(F & UnitWithAncestors) | undefined>

/** Joins a contract to its handler; types come from the contract. */
export function implement<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  F = undefined,
>(
  route: Route<P, Q, B, R>,
  { writes = 'transaction', find }: { writes?: Writes; find?: Find<F> } = {},
): (
  handler: (
    call: Call<z.output<P>, z.output<Q>, z.output<B>, F>,
  ) => Promise<z.input<R> | FileReply | PageReply | Redirect>,
) => Implementation {
  return (handler) => ({
    route: route as unknown as Route,
    handler: handler as unknown as Implementation['handler'],
    writes,
    find,
  })
}

/** A route whose bytes a library handles itself (sign-in, resumable uploads); its access is still declared. */
export interface RawRoute {
  methods: Route['method'][] | ['*']
  path: string
  summary: string
  access: Access
  handle: (
    request: FastifyRequest,
    reply: FastifyReply,
    services: Services,
    caller: SignedInUser | null,
    /** As for other routes: there with access `participant`, and with `public` if the device has shown itself. */
    participant: Participant | null,
  ) => Promise<unknown>
}

export interface HttpOptions {
  services: Services
  routes: Implementation[]
  rawRoutes: RawRoute[]
  /** Finds who is calling; see features/accounts. */
  identify: (request: FastifyRequest) => Promise<SignedInUser | null>
  /** Finds the citizen's device; see features/participants. Without it nobody takes part. */
  identifyParticipant?: (request: FastifyRequest) => Promise<Participant | null>
}

const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

export function createHttp(options: HttpOptions): FastifyInstance {
  const { services } = options
  const app = Fastify({
    logger: services.log ? { level: services.config.logLevel, redact: ['req.headers', 'req.body'] } : false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: services.config.trustProxy,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of securityHeaders) if (!reply.hasHeader(name)) reply.header(name, value)
    done()
  })
  app.addHook('onRequest', async (request) => {
    if (writing.has(request.method)) refuseForeignOrigin(request, services.config.publicUrl)
  })
  // Uploads are read as a stream by their route.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  // Forms of citizens' pages that work without JavaScript; an API call is JSON.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (request, body, done) =>
      isPagePath(request.url)
        ? done(null, Object.fromEntries(new URLSearchParams(String(body))))
        : done(new ProblemError(invalidInput)),
  )
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, services))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new ProblemError(notFound), request, reply, services),
  )

  for (const { route, handler, writes, find } of options.routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const now = services.clock.now()
        const { caller, participant } = await whoCalls(request, route.access)
        const asked = (request.query as Record<string, string>).unit
        // A unit in the path wins: a query must not choose which unit is judged.
        const named = {
          params: { ...(asked ? { unit: asked } : {}), ...(request.params as Record<string, string>) },
          headers: request.headers as Record<string, string | undefined>,
        }
        const { db } = services.pool
        const { scope, found } = await resolveScope(
          db,
          route.access,
          caller,
          named.params,
          find && (() => find(db, named)),
        )
        const params = parsePart(route.params, request.params, '')
        const query = parsePart(route.query, request.query, '')
        const body = parsePart(route.body, request.body, '')
        const call = {
          params,
          query,
          body,
          headers: named.headers,
          caller,
          user: caller as SignedInUser,
          participant,
          setCookie: (name: string, value: string, maxAge: number) =>
            void reply.header('set-cookie', writeCookie(name, value, maxAge, request.protocol === 'https')),
          scope,
          found,
          origin: originOf(request, services),
          path: request.url,
          now,
          address: request.ip,
          requestId: request.id,
          services,
        }
        const run = (db: Connection) => handler({ ...call, db } as unknown as Call<never, never, never>)
        const result =
          writing.has(route.method) && writes === 'transaction'
            ? await inTransaction(services.pool as Pool, run)
            : await run(services.pool.db)
        if (route.reply === undefined && isFileReply(result)) return sendFile(reply, result)
        if (route.reply === undefined && isPageReply(result)) return sendPage(request, reply, result)
        if (route.reply === undefined && isRedirect(result)) return reply.redirect(result.location, 303)
        if (route.reply === undefined) return reply.code(route.status ?? 204).send()
        return reply
          .code(route.status ?? 200)
          .header('cache-control', 'no-store')
          .send(route.reply.parse(result))
      },
    })
  }
  for (const raw of options.rawRoutes) {
    app.route({
      method:
        raw.methods[0] === '*'
          ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
          : (raw.methods as Route['method'][]),
      url: raw.path,
      handler: async (request, reply) => {
        const { caller, participant } = await whoCalls(request, raw.access)
        await resolveScope(services.pool.db, raw.access, caller, request.params as Record<string, string>)
        return raw.handle(request, reply, services, caller, participant)
      },
    })
  }
  return app

  async function whoCalls(request: FastifyRequest, access: Access) {
    const caller = access === 'participant' ? null : await options.identify(request)
    const participant =
      access === 'participant' || access === 'public'
        ? ((await options.identifyParticipant?.(request)) ?? null)
        : null
    if (access === 'participant' && !participant) throw new ProblemError(deviceUnknown)
    return { caller, participant }
  }
}

const securityHeaders = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
})

/** Cross-site writes are refused by the browser's own word: Origin, where it is sent, must be ours. */
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  const origin = request.headers.origin
  if (!origin) return
  const host = request.headers.host
  if (origin === `http://${host}` || origin === `https://${host}`) return
  if (publicUrl && origin === new URL(publicUrl).origin) return
  throw new ProblemError({ name: 'foreign-origin', status: 403, detail: '请求来自其他网站，已拒绝。' })
}

function parsePart(schema: z.ZodType | undefined, value: unknown, prefix: string): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const errors: FieldError[] = result.error.issues.slice(0, 200).map((issue) => ({
    path: [prefix, ...issue.path].filter((part) => part !== '').join('.'),
    message: issue.message,
  }))
  throw new ProblemError(invalidInput, { errors })
}

function isFileReply(value: unknown): value is FileReply {
  return typeof value === 'object' && value !== null && 'file' in value && 'fileName' in value
}

/** Citizens' pages live under /p. */
function isPagePath(url: string): boolean {
  return /^\/p(?:[/?]|$)/.test(url)
}

function originOf(request: FastifyRequest, { config }: Services): string {
  return config.publicUrl ? new URL(config.publicUrl).origin : `${request.protocol}://${request.headers.host}`
}

function isPageReply(value: unknown): value is PageReply {
  return typeof value === 'object' && value !== null && 'html' in value
}

function isRedirect(value: unknown): value is Redirect {
  return typeof value === 'object' && value !== null && 'location' in value
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: PageReply) {
  const { html, status, cacheSeconds } = page
  reply
    .code(status ?? 200)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', cacheSeconds ? `public, max-age=${cacheSeconds}` : 'private, no-store')
    .header('vary', 'accept-encoding, cookie')
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(html)
  // A page that is remembered is compressed once.
  page.compressed ??= gzipSync(html)
  return reply.header('content-encoding', 'gzip').send(page.compressed)
}

function writeCookie(name: string, value: string, maxAge: number, secure: boolean): string {
  const age = value === '' ? 0 : maxAge
  return `${name}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

function sendFile(reply: FastifyReply, { file, fileName, mediaType, ...told }: FileReply) {
  const kind = told.inline ? 'inline' : 'attachment'
  if (told.contentSecurityPolicy) reply.header('content-security-policy', told.contentSecurityPolicy)
  return reply
    .header('content-type', mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
    .header('content-disposition', `${kind}; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .header('cache-control', told.cacheSeconds ? `public, max-age=${told.cacheSeconds}` : 'private, no-store')
    .send(file instanceof Uint8Array && !Buffer.isBuffer(file) ? Buffer.from(file) : file)
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, services: Services) {
  const known = toProblem(error)
  if (!known)
    services.log?.error(
      { requestId: request.id, route: request.routeOptions?.url, error },
      'unexpected error',
    )
  const { problem, message, errors, extra } = known ?? new ProblemError(unexpected)
  if (isPagePath(request.url)) {
    const asked = {
      origin: originOf(request, services),
      path: request.url,
      headers: request.headers as Record<string, string | undefined>,
    }
    const { status } = problem
    return sendPage(
      request,
      reply,
      renderProblemPage(asked, { status, detail: message, requestId: request.id }),
    )
  }
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send({
      ...extra,
      type: `urn:anyue:problem:${problem.name}`,
      status: problem.status,
      title: problem.name,
      detail: message,
      errors,
      requestId: request.id,
    })
}

/** Fastify's own refusals and violated constraints become declared problems; the rest is a bug. */
function toProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error
  const constraint = problemOfConstraint(error)
  if (constraint) return constraint
  const status = (error as { statusCode?: number }).statusCode
  if (status === 413) return new ProblemError(tooLarge)
  if (status === 429) return new ProblemError(tooManyRequests)
  if (status === 404) return new ProblemError(notFound)
  if (status !== undefined && status >= 400 && status < 500)
    return new ProblemError(invalidInput, { detail: '请求格式有误。' })
  return null
}
