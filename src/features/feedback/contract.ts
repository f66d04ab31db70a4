import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { conflict, notFound } from '../../platform/shared/problem.ts'

const instant = z.iso.datetime()

/** 意见与投诉 on every page (国办函〔2026〕12号): anyone may write, the receipt finds the answer. */
export const sendFeedback = defineRoute({
  method: 'POST',
  path: '/api/feedback',
  summary: '提出意见或投诉',
  access: 'public',
  body: z.object({
    page: z.string().max(300),
    content: z.string().trim().min(2, '请写明意见').max(2000, '意见不超过 2000 字'),
    contact: z.string().trim().max(100).optional(),
  }),
  reply: z.object({ receipt: z.string() }),
  status: 201,
})

export const readFeedback = defineRoute({
  method: 'GET',
  path: '/api/feedback/:receipt',
  summary: '凭回执查询意见的答复',
  access: 'public',
  params: z.object({ receipt: z.string().max(40) }),
  reply: z.object({
    receipt: z.string(),
    content: z.string(),
    sentAt: instant,
    answer: z.string().nullable(),
    answeredAt: instant.nullable(),
  }),
  problems: [notFound],
})

const feedbackView = z.object({
  id: z.uuid(),
  receipt: z.string(),
  page: z.string(),
  content: z.string(),
  contact: z.string().nullable(),
  sentAt: instant,
  sentBy: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  workingDaysOpen: z.number(),
})

export const listFeedback = defineRoute({
  method: 'GET',
  path: '/api/feedback',
  summary: '意见与投诉清单，新的在前',
  access: { permission: 'feedback.answer', on: 'deployment' },
  query: z.object({
    open: z.enum(['true', 'false']).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(feedbackView), next: z.string().nullable(), openCount: z.number() }),
})

export const answerFeedback = defineRoute({
  method: 'POST',
  path: '/api/feedback/:id/answer',
  summary: '答复意见（答复后不可改）',
  access: { permission: 'feedback.answer', on: 'deployment' },
  params: z.object({ id: z.uuid() }),
  body: z.object({ answer: z.string().trim().min(2, '请写明答复').max(2000) }),
  reply: feedbackView,
  problems: [notFound, conflict],
})
export type FeedbackView = z.output<typeof feedbackView>
