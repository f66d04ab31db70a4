import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'
import { flagKinds } from './rules.ts'

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

const counts = { sessions: z.number(), people: z.number(), quantity: z.number() }

/** Who took part in what, by unit in directory order; units are never ranked. */
export const listParticipation = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/participation',
  summary: '网上参与概览：按栏目和单位（名录顺序）',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    channels: z.array(z.object({ channel: z.string(), title: z.string(), ...counts })),
    /** Only units that somebody took part for. */
    items: z.array(
      z.object({
        unit: unitReference,
        channels: z.array(z.object({ channel: z.string(), ...counts })),
      }),
    ),
    next: z.string().nullable(),
    flags: z.object({ read: z.boolean(), settle: z.boolean() }),
  }),
  problems: [notFound],
})

export const flagView = z.object({
  id: z.uuid(),
  kind: z.enum(flagKinds),
  /** What is doubtful, in a sentence with the figures. */
  sentence: z.string(),
  title: z.string(),
  unit: unitReference,
  day: z.iso.date(),
  foundAt: z.iso.datetime(),
  settled: z.object({ at: z.iso.datetime(), by: z.string(), note: z.string() }).nullable(),
})
export type FlagView = z.infer<typeof flagView>

/** Doubts about participation; they never block anybody. */
export const listFlags = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/participation-flags',
  summary: '网上参与的疑点，供核实',
  access: { permission: 'remark.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    state: z.enum(['open', 'settled']).default('open'),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({ items: z.array(flagView), next: z.string().nullable() }),
  problems: [notFound],
})

export const flagSettled = defineProblem('already-settled', 409, '这条疑点已经办结，请刷新。')

export const settleFlag = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/participation-flags/:flag/settlement',
  summary: '办结一条网上参与的疑点（写明核实情况）',
  access: { permission: 'participation.flag', on: 'flag' },
  params: campaignParams.extend({ flag: z.uuid() }),
  body: z.object({ note: z.string().trim().min(2, '请写明核实情况').max(500) }),
  reply: flagView,
  problems: [notFound, flagSettled],
})
