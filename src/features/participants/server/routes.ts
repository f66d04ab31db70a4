import { type Implementation, implement } from '../../../platform/server/http.ts'
import * as contract from '../contract.ts'
import { chooseDifficulty, deviceDays } from '../rules.ts'
import { makeChallenge, spendProof } from './check-proof.ts'
import { hashSecret } from './hash-secret.ts'
import { askForCode } from './ask-for-code.ts'
import { confirmCode } from './confirm-code.ts'
import type { Forget } from './forget-participant.ts'
import { deviceCookie, hashToken } from './identify-participant.ts'
import type { Join } from './join-participants.ts'
import { knownDevices } from './known-devices.ts'
import { openDevice } from './open-device.ts'
import { createPageRoutes } from './page-routes.tsx'
import { countRecentDevices } from './queries.ts'

/** `joins`: how features with rules of their own bring two participants together; `forgets`: how they forget one. */
export function createParticipantRoutes({
  joins,
  forgets,
}: {
  joins: Join[]
  forgets: Forget[]
}): Implementation[] {
  return [
    ...createPageRoutes(forgets),
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

    // Both open their own transactions: a message leaves after the commit, and a wrong code costs a try.
    implement(contract.askForCode, { writes: 'one-statement' })(
      async ({ body, services, headers, address, now }) => {
        const tokenHash = hashToken(services, headers.cookie)!
        const { phone, expiresAt } = await askForCode(services, { tokenHash, ...body, address, now })
        return { phone, expiresAt: expiresAt.toISOString() }
      },
    ),

    implement(contract.confirmCode, { writes: 'one-statement' })(
      async ({ body, services, headers, participant, now }) => {
        const participantId = participant!.id
        const tokenHash = hashToken(services, headers.cookie)!
        const { phone } = await confirmCode(services, {
          tokenHash,
          participantId,
          code: body.code,
          now,
          joins,
        })
        knownDevices(services).drop(participantId)
        return { verified: true as const, phone }
      },
    ),
  ]
}
