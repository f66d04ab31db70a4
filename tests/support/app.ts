import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import { createAccount } from '../../src/features/accounts/server/create-user.ts'
import { type MovableClock, createStillClock } from '../../src/platform/server/clock.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { createDiskStorage } from '../../src/platform/server/disk-storage.ts'
import type { Services } from '../../src/platform/server/services.ts'
import type { Role } from '../../src/platform/shared/permissions.ts'
import { createApp } from '../../src/server.ts'
import { createTestDatabase } from './database.ts'

export interface Client {
  call: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: any; headers: Headers }>
  cookie: string
}

export interface TestApp {
  url: string
  clock: MovableClock
  services: Services
  routes: Awaited<ReturnType<typeof createApp>>['routes']
  rawRoutes: Awaited<ReturnType<typeof createApp>>['rawRoutes']
  /** Short messages that left, the last one last. */
  sent: { number: string; text: string }[]
  /** Every address that answers, in Fastify notation. */
  listPaths: () => string[]
  addUser: (username: string, role: Role, unitId: string) => Promise<string>
  signIn: (username: string) => Promise<Client>
  anonymous: Client
  /** The server goes, its database stays: another may take its place. */
  stopListening: () => Promise<void>
  /** Somebody who sends this cookie. */
  withCookie: (cookie: string) => Client
  close: () => Promise<void>
}

export const testPassword = 'a long test password'
let passwordHash: Promise<string> | null = null

/** The whole product on a port and a database of its own; time stands still at `now` until moved. */
export async function startTestApp(
  options: { now?: string; env?: Record<string, string> } = {},
): Promise<TestApp> {
  const pool = await createTestDatabase()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anyue app '))
  const clock = createStillClock(new Date(options.now ?? '2030-06-12T01:00:00Z'))
  const sent: TestApp['sent'] = []
  const services: Services = {
    config: readConfig({ DATA_DIR: dataDir, ...options.env }),
    clock,
    pool,
    log: { error: (fields, message) => console.error(message, fields), info: () => undefined },
    storage: createDiskStorage(path.join(dataDir, 'files')),
    sms: { send: async (number, text) => void sent.push({ number, text }) },
    secret: Buffer.alloc(32, 7),
  }
  const { app, routes, rawRoutes } = await createApp(services)
  const answering = readTree(app.printRoutes({ commonPrefix: false }))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const clientOf = (cookie: string): Client => ({
    cookie,
    call: async (method, target, body, headers = {}) => {
      const response = await fetch(`${url}${target}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(cookie ? { cookie } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        body: isJson && text ? JSON.parse(text) : text,
        headers: response.headers,
      }
    },
  })
  const anonymous = clientOf('')
  return {
    url,
    clock,
    services,
    routes,
    rawRoutes,
    sent,
    anonymous,
    withCookie: clientOf,
    listPaths: () => answering,
    addUser: async (username, role, unitId) => {
      passwordHash ??= hashPassword(testPassword)
      return createAccount(
        pool.db,
        {
          username,
          name: username,
          grants: [{ role, unitId }],
          passwordHash: await passwordHash,
          mustChangePassword: false,
        },
        clock.now(),
      )
    },
    signIn: async (username) => {
      const reply = await anonymous.call('POST', '/api/auth/sign-in/username', {
        username,
        password: testPassword,
      })
      if (reply.status !== 200)
        throw new Error(`sign-in of ${username}: ${reply.status} ${JSON.stringify(reply.body)}`)
      return clientOf(
        reply.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      )
    },
    stopListening: () => app.close(),
    close: async () => {
      await app.close()
      await pool.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Full paths of Fastify's printed tree, in which each level is indented by four characters. */
function readTree(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const match = /^([│├└─\s]*)(\S+)(?: \((.*)\))?$/.exec(line)
    if (!match) return []
    const depth = match[1]!.length / 4 - 1
    above.length = depth
    above[depth] = match[2]!
    return match[3] ? [above.join('')] : []
  })
}
