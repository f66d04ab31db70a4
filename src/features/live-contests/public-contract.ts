import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { screenMoment } from './moment.ts'

const params = campaignParams.extend({ live: z.uuid() })

export const buzzerTaken = defineProblem(
  'buzzer-taken',
  409,
  '这支队已有一部手机加入。要换手机，请主持人点“换手机”，再扫新的二维码。',
)
export const buzzerUnknown = defineProblem(
  'buzzer-unknown',
  401,
  '这部手机没有加入，或已被更换。请扫主持人给的二维码。',
)

export const showLiveScreen = defineRoute({
  method: 'GET',
  path: '/p/:campaign/live/:live',
  summary: '现场竞赛大屏',
  access: 'public',
  params,
  produces: 'text/html',
  problems: [notFound],
})

export const showBuzzer = defineRoute({
  method: 'GET',
  path: '/p/:campaign/live/:live/buzzer',
  summary: '抢答器（手机）',
  access: 'public',
  params,
  query: z.object({ k: z.string().max(64).optional() }),
  produces: 'text/html',
  problems: [notFound],
})

/** For screens whose stream is cut. */
export const readLiveMoment = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/live/:live',
  summary: '现场竞赛此刻的画面（不含未公布的答案）',
  access: 'public',
  params,
  reply: screenMoment,
  problems: [notFound],
})

/** The device's token comes as an HttpOnly cookie. */
export const joinAsBuzzer = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/live/:live/buzzer',
  summary: '用队伍的网址加入抢答器（每队一部手机）',
  access: 'public',
  params,
  body: z.object({ key: z.string().max(64) }),
  reply: z.object({ team: z.uuid(), name: z.string() }),
  problems: [notFound, buzzerTaken, buzzerUnknown],
})

const rtt = z.int().min(0).max(60_000).nullable()

export const pressBuzzer = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/live/:live/presses',
  summary: '按下抢答器：顺序以到达服务器为准',
  access: 'public',
  params,
  body: z.object({
    /** `asking.event` of the moment that the telephone showed. */
    question: z.int().min(1),
    rtt,
  }),
  /** False when the question had gone, or the team had pressed already. */
  reply: z.object({ taken: z.boolean() }),
  problems: [buzzerUnknown],
})

/** The telephone measures how long this takes and says it with the next one. */
export const pingAsBuzzer = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/live/:live/pings',
  summary: '抢答器测量网络往返时间',
  access: 'public',
  params,
  body: z.object({ rtt }),
  reply: z.object({ now: z.number() }),
  problems: [buzzerUnknown],
})

export const screenStream = {
  path: '/api/public/:campaign/live/:live/stream',
  summary: '大屏和抢答器随时更新（Server-Sent Events）',
  access: 'public' as const,
}
