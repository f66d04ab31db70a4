import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

const instant = z.iso.datetime()

/** One side of a remark: enough to judge it without opening anything. */
const side = z.object({
  subject: z.enum(['activity', 'submission']),
  id: z.uuid(),
  unit: unitReference,
  title: z.string(),
  day: z.string(),
  /** Of the text in question, at most 600 characters. */
  text: z.string().nullable(),
  /** A picture, for /api/files/{id}/thumbnail. */
  picture: z.uuid().nullable(),
  /** Camera's time and how many people, where they matter. */
  takenAt: z.string().nullable(),
  participants: z.number().nullable(),
})
export type RemarkSide = z.infer<typeof side>

export const remarkView = z.object({
  id: z.uuid(),
  rule: z.string(),
  /** What is doubtful, in a sentence with the figures. */
  sentence: z.string(),
  about: side,
  other: side.nullable(),
  foundAt: instant,
  settled: z.object({ at: instant, by: z.string(), note: z.string() }).nullable(),
})
export type RemarkView = z.infer<typeof remarkView>

export const listRemarks = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/remarks',
  summary: '佐证提示：供审核人参考的疑点，两边对照',
  access: { permission: 'remark.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    rule: z.string().max(64).optional(),
    state: z.enum(['open', 'settled']).default('open'),
    /** Only those about one record or report. */
    subject: z.uuid().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({
    items: z.array(remarkView),
    next: z.string().nullable(),
    open: z.number(),
    may: z.object({ settle: z.boolean() }),
  }),
  problems: [notFound],
})

export const alreadySettled = defineProblem('already-settled', 409, '这条提示已经办结，请刷新。')

export const settleRemark = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/remarks/:remark/settlement',
  summary: '办结一条提示（写明核实情况）',
  access: { permission: 'remark.settle', on: 'remark' },
  params: campaignParams.extend({ remark: z.uuid() }),
  body: z.object({ note: z.string().trim().min(2, '请写明核实情况').max(500) }),
  reply: remarkView,
  problems: [notFound, alreadySettled],
})
