import type { Services } from '../../../platform/server/services.ts'
import { createAuthRoute } from './auth-route.ts'
import { createAuth } from './create-auth.ts'
import { createSessionCache } from './identify-caller.ts'
import { createAccountRoutes } from './routes.ts'

/** Everything about identity that the entry needs, around one session cache. */
export function createAccounts(services: Services) {
  const auth = createAuth(services)
  const sessions = createSessionCache(services.pool.db, auth, services.secret.toString('hex'))
  return {
    identify: sessions.identify,
    rawRoutes: [createAuthRoute(auth, sessions)],
    routes: createAccountRoutes(sessions),
  }
}
