import type { Participant } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'

const keptMs = 60_000
const atMost = 20_000

/** Participants by their device's token hash, so that a page full of answers asks the database once a minute. */
class KnownDevices {
  readonly #entries = new Map<string, { participant: Participant; until: number }>()

  find(token: string): Participant | null {
    const entry = this.#entries.get(token)
    if (!entry) return null
    this.#entries.delete(token)
    if (entry.until < performance.now()) return null
    // Last used, last dropped.
    this.#entries.set(token, entry)
    return entry.participant
  }

  keep(token: string, participant: Participant): void {
    this.#entries.set(token, { participant, until: performance.now() + keptMs })
    if (this.#entries.size > atMost) this.#entries.delete(this.#entries.keys().next().value!)
  }

  drop(participantId: string): void {
    for (const [token, { participant }] of this.#entries)
      if (participant.id === participantId) this.#entries.delete(token)
  }
}

const known = new WeakMap<Services, KnownDevices>()

/** Of this process. Another process of the same deployment may know a changed participant for a minute longer. */
export function knownDevices(services: Services): KnownDevices {
  const found = known.get(services) ?? new KnownDevices()
  known.set(services, found)
  return found
}
