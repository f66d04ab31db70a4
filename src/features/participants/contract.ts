import { z } from 'zod'
import { campaignParams } from '../campaign/contract.ts'
import { defineProblem, invalidInput, notFound, tooManyRequests } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'

export const proofRefused = defineProblem('proof-refused', 400, '验证没有通过或已过期，请重试。')

export const phoneUnverified = defineProblem('phone-unverified', 403, '参加这项活动需要先验证手机号。')
export const channelClosed = defineProblem('channel-closed', 409, '活动已经结束，感谢关注。')

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

export const codeWrong = defineProblem('code-wrong', 400, '验证码不对，请核对短信后重新输入。')
export const codeGone = defineProblem('code-gone', 410, '验证码已失效，请重新获取。')
export const smsOff = defineProblem('sms-off', 503, '这里没有开通短信验证。')
export const smsFailed = defineProblem('sms-failed', 503, '短信暂时发不出去，请过几分钟再试。')

/** Sends a code to the number. The answer is the same whether the number is known here or not. */
export const askForCode = defineRoute({
  method: 'POST',
  path: '/api/devices/phone',
  summary: '获取手机验证码',
  access: 'participant',
  body: z.object({ number: z.string().trim().max(30) }),
  reply: z.object({
    /** 138****0000 */
    phone: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  status: 202,
  problems: [invalidInput, tooManyRequests, smsOff, smsFailed],
})

/** Makes this device one of the person's who has the number. */
export const confirmCode = defineRoute({
  method: 'POST',
  path: '/api/devices/phone/code',
  summary: '用验证码确认手机号',
  access: 'participant',
  body: z.object({ code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') }),
  reply: z.object({ verified: z.literal(true), phone: z.string() }),
  problems: [codeWrong, codeGone],
})

const page = { access: 'public', produces: 'text/html', params: campaignParams } as const

export const showMe = defineRoute({
  ...page,
  method: 'GET',
  path: '/p/:campaign/me',
  summary: '我的信息：保存了什么，怎样删除',
  query: z.object({ done: z.enum(['forgotten']).optional() }),
  problems: [notFound],
})

/** Works for a device that is no longer known, too: pressing twice is harmless. */
export const forgetMe = defineRoute({
  ...page,
  method: 'POST',
  path: '/p/:campaign/me/forget',
  summary: '删除我的信息',
  problems: [notFound],
})

export const showPrivacy = defineRoute({
  ...page,
  method: 'GET',
  path: '/p/:campaign/privacy',
  summary: '隐私说明',
  problems: [notFound],
})
