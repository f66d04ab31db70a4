import { sql } from 'kysely'
import { Registry, collectDefaultMetrics, Gauge } from 'prom-client'
import { z } from 'zod'
import { defineProblem, ProblemError } from '../shared/problem.ts'
import { defineRoute } from '../shared/route.ts'
import { type Implementation, implement } from './http.ts'
import type { Services } from './services.ts'

const health = defineRoute({
  method: 'GET',
  path: '/api/health',
  summary: '进程是否活着',
  access: 'public',
  reply: z.object({ status: z.literal('ok') }),
})
const notReady = defineProblem('not-ready', 503, '数据库暂时不可用。')
const ready = defineRoute({
  method: 'GET',
  path: '/api/ready',
  summary: '是否可以接受请求（数据库可用）',
  access: 'public',
  reply: z.object({ status: z.literal('ready') }),
  problems: [notReady],
})
const openapi = defineRoute({
  method: 'GET',
  path: '/api/openapi.json',
  summary: '本接口文档（OpenAPI 3.1）',
  access: 'public',
  reply: z.record(z.string(), z.unknown()),
})
/** No personal data and no names: counts, durations and memory only. */
const metrics = defineRoute({
  method: 'GET',
  path: '/metrics',
  summary: '运行指标（Prometheus）',
  access: 'public',
  produces: 'text/plain',
})

export function createSystemRoutes(
  services: Services,
  describe: () => Record<string, unknown>,
): Implementation[] {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const pool = services.pool.pg
  new Gauge({
    name: 'anyue_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'total' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  let document: Record<string, unknown> | null = null
  return [
    implement(health)(async () => ({ status: 'ok' as const })),
    implement(ready)(async ({ db }) => {
      try {
        await sql`select 1`.execute(db)
      } catch {
        throw new ProblemError(notReady)
      }
      return { status: 'ready' as const }
    }),
    implement(openapi)(async () => (document ??= describe())),
    implement(metrics)(async () => ({
      file: Buffer.from(await registry.metrics()),
      fileName: 'metrics.txt',
      mediaType: 'text/plain; version=0.0.4',
      inline: true,
    })),
  ]
}
