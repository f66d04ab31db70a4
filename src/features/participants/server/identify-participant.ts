import type { FastifyRequest } from 'fastify'
import type { Participant } from '../../../platform/server/http.ts'
import { prepareStatement } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { hashSecret } from './hash-secret.ts'

export const deviceCookie = 'anyue-device'

const findByDevice = prepareStatement<Participant, { token: Buffer }>(
  `select p.id, p.verified_at as "verifiedAt" from device d join participant p on p.id = d.participant_id
   where d.token_hash = :token`,
)

export function createIdentifyParticipant(services: Services) {
  return async (request: FastifyRequest): Promise<Participant | null> => {
    const token = readToken(request.headers.cookie)
    if (!token) return null
    const [found] = await findByDevice(services.pool.db, { token: hashSecret(services, 'device', token) })
    return found ?? null
  }
}

export function readToken(cookies: string | undefined): string | null {
  return /(?:^|;\s*)anyue-device=([\w-]{22,64})(?:;|$)/.exec(cookies ?? '')?.[1] ?? null
}
