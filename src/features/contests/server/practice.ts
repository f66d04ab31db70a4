import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'

/** What a practice paper follows from, signed, so that nothing has to be stored. */
export function makePracticeToken(services: Services, contest: string, bankVersion: string) {
  const seed = randomBytes(16)
  const body = Buffer.from(JSON.stringify([contest, bankVersion, seed.toString('base64url')])).toString(
    'base64url',
  )
  return { token: `${body}.${sign(services, body)}`, seed }
}

export function readPracticeToken(
  services: Services,
  contest: string,
  token: string,
): { bankVersion: string; seed: Buffer } {
  const [body = '', mac = ''] = token.split('.')
  const right = Buffer.from(sign(services, body))
  const given = Buffer.from(mac)
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new ProblemError(notFound)
  const [ofContest, bankVersion, seed] = JSON.parse(Buffer.from(body, 'base64url').toString()) as string[]
  if (ofContest !== contest) throw new ProblemError(notFound)
  return { bankVersion: bankVersion!, seed: Buffer.from(seed!, 'base64url') }
}

function sign({ secret }: Services, body: string): string {
  return createHmac('sha256', secret).update(`practice\0${body}`).digest('base64url')
}
