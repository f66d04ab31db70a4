import { z } from 'zod'
import { systemClock } from '../../src/platform/server/clock.ts'
import { createHttp, implement } from '../../src/platform/server/http.ts'
import type { Services } from '../../src/platform/server/services.ts'
import { defineRoute } from '../../src/platform/shared/route.ts'

/** The reference: the product's own HTTP, without a database, that answers what `REPLY` holds. */
const route = defineRoute({
  method: 'GET',
  path: '/',
  summary: 'what it was started with',
  access: 'public',
  reply: z.record(z.string(), z.unknown()),
})
const reply = JSON.parse(process.env.REPLY!) as Record<string, unknown>
const services = {
  config: { trustProxy: false },
  clock: systemClock,
  log: null,
  pool: {},
} as unknown as Services
const app = createHttp({
  services,
  routes: [implement(route)(async () => reply)],
  rawRoutes: [],
  identify: async () => null,
})
console.log(`ready ${await app.listen({ port: 0, host: '127.0.0.1' })}`)
process.once('SIGTERM', () => void app.close())
