import { type Implementation, implement } from '../../../platform/server/http.ts'
import * as contract from '../contract.ts'
import { chooseDifficulty, deviceDays } from '../rules.ts'
import { makeChallenge, spendProof } from './check-proof.ts'
import { hashSecret } from './hash-secret.ts'
import { deviceCookie } from './identify-participant.ts'
import { openDevice } from './open-device.ts'
import { countRecentDevices } from './queries.ts'

export const participantRoutes: Implementation[] = [
  implement(contract.readChallenge)(async ({ db, services, address, now }) => {
    const hash = hashSecret(services, 'address', address)
    return makeChallenge(services, now, chooseDifficulty(await countRecentDevices(db, hash, now)))
  }),

  implement(contract.openDevice)(async ({ db, body, services, participant, address, now, setCookie }) => {
    if (participant) return { verified: participant.verifiedAt !== null }
    await spendProof(db, services, body.proof, now)
    setCookie(deviceCookie, await openDevice(db, services, { address, now }), deviceDays * 86_400)
    return { verified: false }
  }),
]
