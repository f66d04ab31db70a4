import { z } from 'zod'
import { defineProblem, tooManyRequests } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'

export const proofRefused = defineProblem('proof-refused', 400, '验证没有通过或已过期，请重试。')

export const phoneUnverified = defineProblem('phone-unverified', 403, '参加这项活动需要先验证手机号。')

/** A proof-of-work puzzle (ALTCHA, SHA-256): find the number whose hash with the salt is the challenge. */
export const readChallenge = defineRoute({
  method: 'GET',
  path: '/api/devices/challenge',
  summary: '参加活动前的防刷验证题',
  access: 'public',
  reply: z.object({
    algorithm: z.literal('SHA-256'),
    challenge: z.string(),
    maxnumber: z.number().int(),
    salt: z.string(),
    signature: z.string(),
  }),
})

/** Makes this device a participant; its token comes as an HttpOnly cookie. A device that has one keeps it. */
export const openDevice = defineRoute({
  method: 'POST',
  path: '/api/devices',
  summary: '登记参加活动的设备',
  access: 'public',
  body: z.object({
    /** The solution, base64 of JSON {algorithm, challenge, number, salt, signature}. */
    proof: z.string().max(2000),
  }),
  reply: z.object({ verified: z.boolean() }),
  status: 201,
  problems: [proofRefused, tooManyRequests],
})
