import { z } from 'zod'
import { notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

/** `participants`: the sum of the statistics table's numbers that count people present (人次), null where none does. */
const amount = z.object({ records: z.number(), participants: z.number().nullable() })
export type Amount = z.infer<typeof amount>

const reach = z.object({
  unit: z.string().max(64),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})

export const readOverview = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/overview',
  summary: '工作画面：按日、按下级单位、按类型、按五进等维度的记录数和参与人次',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: reach,
  reply: z.object({
    unit: unitReference,
    total: amount,
    /** Only days with records. */
    days: z.array(amount.extend({ day: z.string() })),
    /** Right below the unit, in directory order, never ranked; at most 300. */
    below: z.array(
      amount.extend({
        unit: unitReference,
        /** Of its newest record in the range; null where it has none. */
        lastDay: z.string().nullable(),
      }),
    ),
    types: z.array(amount.extend({ type: z.string() })),
    /** A record may have several values and then stands in each. */
    dimensions: z.array(amount.extend({ value: z.string() })),
  }),
  problems: [notFound],
})

export const dayRecord = z.object({
  id: z.uuid(),
  source: z.enum(['activity', 'clipping', 'case', 'public']),
  title: z.string(),
  /** Its owner first, then those it was held with. */
  units: z.array(unitReference),
  /** For /api/files/{id}/thumbnail. */
  picture: z.uuid().nullable(),
})

/** As many as the overview counts on that day: a joint record once, of every kind, no adjustments. */
export const listDayRecords = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/overview/days/:day',
  summary: '一天的全部记录：活动、媒体报道、案例、网上参与，最近记的在前',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams.extend({ day: z.iso.date() }),
  query: z.object({
    unit: z.string().max(64),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(dayRecord), next: z.string().nullable() }),
  problems: [notFound],
})

/** Several units side by side, day by day; the order is the directory's. */
export const compareUnits = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/overview/comparison',
  summary: '若干单位并列（按名录顺序，不排名）',
  access: { permission: 'report.read', on: 'scope' },
  params: campaignParams,
  query: z.object({
    units: z.string().max(500).describe('逗号分隔的单位代码，最多 6 个'),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        unit: unitReference,
        total: amount,
        figures: z.array(z.object({ code: z.string(), value: z.number().nullable() })),
      }),
    ),
  }),
  problems: [notFound],
})

export const listPictures = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/overview/pictures',
  summary: '图片墙：活动的图片，最近的在前',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: reach.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(60).default(24),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        file: z.uuid(),
        activity: z.uuid(),
        title: z.string(),
        day: z.string(),
        unit: unitReference,
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: [notFound],
})
