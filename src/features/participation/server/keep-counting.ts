import type { Services } from '../../../platform/server/services.ts'
import { countParticipation } from './count-participation.ts'

const pauseMs = 500

/** Goes on counting until it is stopped; the returned function waits for what is under way. */
export function keepCounting(services: Services): () => Promise<void> {
  const stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => countParticipation(services, stopping.signal))
      .catch((error: unknown) => services.log?.error({ error }, 'participation could not be counted'))
  }, pauseMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    stopping.abort()
    await running
  }
}
