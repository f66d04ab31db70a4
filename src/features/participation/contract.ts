import { z } from 'zod'
import { notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

/** What the public did in one channel for one unit on one day, down to each act: where a figure of the ledger comes from. */
export const readParticipation = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/participation/:participation',
  summary: '网上参与明细：一个单位一天在一个栏目的参与记录',
  access: { permission: 'statistics.read', on: 'participation' },
  params: campaignParams.extend({ participation: z.uuid() }),
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    title: z.string(),
    channel: z.string(),
    unit: unitReference,
    day: z.iso.date(),
    sessions: z.number(),
    people: z.number(),
    quantity: z.number(),
    items: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        /** 138****0000, or null for a device whose number was not verified. */
        phone: z.string().nullable(),
        /** Short mark by which the same participant is recognised within this list. */
        mark: z.string(),
        sessions: z.number(),
        people: z.number(),
        quantity: z.number(),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: [notFound],
})
