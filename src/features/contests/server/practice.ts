import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'

/** What a practice paper follows from, signed, so that nothing has to be stored; the signature is the paper's seed. */
export function makePracticeToken(services: Services, contest: string, bankVersion: string) {
  const body = Buffer.from(JSON.stringify([contest, bankVersion, randomUUID()])).toString('base64url')
  const seed = sign(services, body)
  return { token: `${body}.${seed.toString('base64url')}`, seed }
}

export function readPracticeToken(
  services: Services,
  contest: string,
  token: string,
): { bankVersion: string; seed: Buffer } {
  const [body = '', mac = ''] = token.split('.')
  const seed = sign(services, body)
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== seed.length || !timingSafeEqual(given, seed)) throw new ProblemError(notFound)
  const [ofContest, bankVersion] = JSON.parse(Buffer.from(body, 'base64url').toString()) as string[]
  if (ofContest !== contest) throw new ProblemError(notFound)
  return { bankVersion: bankVersion!, seed }
}

function sign({ secret }: Services, body: string): Buffer {
  return createHmac('sha256', secret).update(`practice\0${body}`).digest()
}
