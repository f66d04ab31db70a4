import { z } from 'zod'
import { conflict, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'

const instant = z.iso.datetime()

const demoView = z.object({
  password: z.string(),
  accounts: z.array(z.object({ username: z.string(), name: z.string(), roleName: z.string() })),
  now: instant,
  nextDeadline: z.object({ at: instant, title: z.string() }).nullable(),
})
export const readDemo = defineRoute({
  method: 'GET',
  path: '/api/demo',
  summary: '演示账号、密码与演示时钟（仅演示模式）',
  access: 'public',
  reply: demoView,
  problems: [notFound],
})
/** Moves the demo clock on, never back: what was reported stays in order. */
export const moveDemoClock = defineRoute({
  method: 'POST',
  path: '/api/demo/clock',
  summary: '拨动演示时钟（仅演示模式）：到下一个截止时间之前五分钟，或指定时刻',
  access: 'signed-in',
  body: z.object({ to: z.union([z.literal('next-deadline'), instant]) }),
  reply: z.object({ now: instant }),
  problems: [notFound, conflict],
})
