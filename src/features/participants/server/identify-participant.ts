import type { FastifyRequest } from 'fastify'
import type { Participant } from '../../../platform/server/http.ts'
import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import type { Services } from '../../../platform/server/services.ts'
import { hashSecret } from './hash-secret.ts'
import { knownDevices } from './known-devices.ts'

export const deviceCookie = 'anyue-device'

const findByDevices = prepareStatement<Participant & { token: Buffer }, { tokens: Buffer[] }>(
  `select d.token_hash as token, p.id, p.verified_at as "verifiedAt"
   from device d join participant p on p.id = d.participant_id where d.token_hash = any(:tokens::bytea[])`,
)

/** By keyed hash of the device's token, base64. */
const findByDevice = gather(async (db, tokens: string[]): Promise<(Participant | null)[]> => {
  const rows = await findByDevices(db, { tokens: tokens.map((token) => Buffer.from(token, 'base64')) })
  const found = new Map(
    rows.map(({ token, id, verifiedAt }) => [token.toString('base64'), { id, verifiedAt }]),
  )
  return tokens.map((token) => found.get(token) ?? null)
})

export function createIdentifyParticipant(services: Services) {
  const known = knownDevices(services)
  return async (request: FastifyRequest): Promise<Participant | null> => {
    const hash = hashToken(services, request.headers.cookie)
    if (!hash) return null
    const key = hash.toString('base64')
    const kept = known.find(key)
    if (kept) return kept
    const found = await findByDevice(services.pool.db, key)
    if (found) known.keep(key, found)
    return found
  }
}

/** Keyed hash of the token that a request's cookies carry. */
export function hashToken(services: Services, cookies: string | undefined): Buffer | null {
  const token = /(?:^|;\s*)anyue-device=([\w-]{22,64})(?:;|$)/.exec(cookies ?? '')?.[1]
  return token ? hashSecret(services, 'device', token) : null
}
