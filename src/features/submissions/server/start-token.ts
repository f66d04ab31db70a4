import { createHmac, timingSafeEqual } from 'node:crypto'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { badStartToken } from '../contract.ts'

/** `<milliseconds>.<hmac>`: the server's word that this user began this report at that instant. */
export function issueStartToken(secret: Buffer, obligationId: string, userId: string, now: Date): string {
  const at = String(now.getTime())
  return `${at}.${sign(secret, obligationId, userId, at)}`
}

export function readStartToken(secret: Buffer, obligationId: string, userId: string, token: string): Date {
  const [at = '', mark = ''] = token.split('.')
  const expected = Buffer.from(sign(secret, obligationId, userId, at))
  const given = Buffer.from(mark)
  if (!/^\d{10,16}$/.test(at) || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new ProblemError(badStartToken)
  }
  return new Date(Number(at))
}

function sign(secret: Buffer, obligationId: string, userId: string, at: string): string {
  return createHmac('sha256', secret).update(`start\n${obligationId}\n${userId}\n${at}`).digest('base64url')
}
