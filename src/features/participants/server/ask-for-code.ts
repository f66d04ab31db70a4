import { randomInt } from 'node:crypto'
import { type Connection, inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { smsFailed, smsOff } from '../contract.ts'
import { codeMinutes, maskNumber } from '../rules.ts'
import { hashSecret } from './hash-secret.ts'
import { readMobileNumber } from './read-mobile-number.ts'
import { takeFromLimit } from './take-from-limit.ts'

export interface CodeRequest {
  tokenHash: Buffer
  number: string
  address: string
  now: Date
}

/** Sends a code; the message leaves after the commit, so that what was sent can always be confirmed. */
export async function askForCode(services: Services, request: CodeRequest) {
  const { sms } = services
  if (!sms) throw new ProblemError(smsOff)
  const number = readMobileNumber(request.number)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const kept = await inTransaction(services.pool, (db) =>
    keepCode(db, services, { ...request, number, code }),
  )
  const text = `验证码 ${code}，${codeMinutes} 分钟内有效。用于参加安全宣传活动，请勿告诉他人。`
  await sms.send(number, text).catch((error: Error) => {
    services.log?.error({ reason: error.message }, 'a short message could not be sent')
    throw new ProblemError(smsFailed)
  })
  return kept
}

async function keepCode(
  db: Connection,
  services: Services,
  { tokenHash, number, address, now, code }: CodeRequest & { code: string },
) {
  const phoneHash = hashSecret(services, 'phone', number)
  const limits = [
    { kind: 'sms.minute', key: phoneHash, seconds: 60, atMost: 1, detail: '一分钟内只能获取一次验证码。' },
    { kind: 'sms.number', key: phoneHash, seconds: 86_400, atMost: 5, detail: tomorrow },
    { kind: 'sms.device', key: tokenHash, seconds: 86_400, atMost: 5, detail: tomorrow },
    {
      kind: 'sms.address',
      key: hashSecret(services, 'address', address),
      seconds: 3_600,
      atMost: 50,
      detail: '这个网络获取验证码太多，请过一小时或换一个网络再试。',
    },
  ]
  for (const limit of limits) await takeFromLimit(db, limit, now)
  const row = {
    phone_hash: phoneHash,
    phone_mask: maskNumber(number),
    code_hash: hashCode(services, phoneHash, code),
    expires_at: new Date(now.getTime() + codeMinutes * 60_000),
    tries: 0,
  }
  await db
    .insertInto('phone_code')
    .values({ token_hash: tokenHash, ...row })
    .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(row))
    .execute()
  return { phone: row.phone_mask, expiresAt: row.expires_at }
}

const tomorrow = '今天获取验证码的次数已用完，请明天再试。'

export function hashCode(services: Services, phoneHash: Buffer, code: string): Buffer {
  return hashSecret(services, 'code', `${phoneHash.toString('hex')} ${code}`)
}
