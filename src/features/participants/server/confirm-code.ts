import { timingSafeEqual } from 'node:crypto'
import { type Connection, inTransaction, prepareStatement } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { codeGone, codeWrong } from '../contract.ts'
import { codeTries } from '../rules.ts'
import { hashCode } from './ask-for-code.ts'
import type { Join } from './join-participants.ts'
import { linkPhone } from './link-phone.ts'

export interface Confirmation {
  tokenHash: Buffer
  participantId: string
  code: string
  now: Date
  joins: Join[]
}

interface TriedCode {
  phone_hash: Buffer
  phone_mask: string
  code_hash: Buffer
}

const countTry = prepareStatement<TriedCode, { token: Buffer; now: Date; most: number }>(
  `update phone_code set tries = tries + 1 where token_hash = :token and expires_at > :now and tries < :most
   returning phone_hash, phone_mask, code_hash`,
)

/** A wrong code has used up one of its tries, whatever becomes of the request: that is a transaction of its own. */
export async function confirmCode(services: Services, request: Confirmation): Promise<{ phone: string }> {
  const { tokenHash, now } = request
  const [tried] = await countTry(services.pool.db, { token: tokenHash, now, most: codeTries })
  if (!tried) throw new ProblemError(codeGone)
  if (!timingSafeEqual(tried.code_hash, hashCode(services, tried.phone_hash, request.code)))
    throw new ProblemError(codeWrong)
  await inTransaction(services.pool, (db) => useCode(db, request, tried))
  return { phone: tried.phone_mask }
}

async function useCode(db: Connection, request: Confirmation, tried: TriedCode): Promise<void> {
  const used = await db
    .deleteFrom('phone_code')
    .where('token_hash', '=', request.tokenHash)
    .where('code_hash', '=', tried.code_hash)
    .executeTakeFirst()
  if (used.numDeletedRows === 0n) throw new ProblemError(codeGone)
  await linkPhone(db, {
    tokenHash: request.tokenHash,
    participantId: request.participantId,
    phoneHash: tried.phone_hash,
    phoneMask: tried.phone_mask,
    now: request.now,
    joins: request.joins,
  })
}
