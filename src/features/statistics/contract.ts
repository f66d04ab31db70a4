import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { forbidden, notFound } from '../../platform/shared/problem.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

const instant = z.iso.datetime()
const scope = z.object({
  unit: z.string().max(64).optional(),
  /** Figures as they stood at this instant; now unless given. */
  asOf: instant.optional(),
  /** Only the unit's own sheet, not its subtree. */
  own: z.enum(['true', 'false']).optional(),
})

export const coverage = z.object({
  expected: z.number(),
  included: z.number(),
  onTime: z.number(),
  late: z.number(),
  missing: z.number(),
  exempted: z.number(),
  returned: z.number(),
})
export type Coverage = z.infer<typeof coverage>

/** On the newest report with figures that is due or was made. */
export const standing = z.enum(['on-time', 'late', 'missing', 'exempted', 'returned'])
export type Standing = z.infer<typeof standing>

export const coveredUnit = unitReference.extend({
  standing,
  /** The report whose figures count. */
  submissionId: z.uuid().nullable(),
  obligationId: z.uuid().nullable(),
  periodTitle: z.string().nullable(),
  submittedAt: instant.nullable(),
  accepted: z.boolean(),
})

/** Values in the definition's indicator order. null: no unit gave a number; `contributors`: units that gave one. */
export const statisticsView = z.object({
  campaign: z.string(),
  definitionDigest: z.string(),
  unit: unitReference,
  asOf: instant,
  values: z.array(z.object({ code: z.string(), value: z.number().nullable(), contributors: z.number() })),
  coverage,
  units: z.array(coveredUnit),
  /** Reporting person and telephone on a single unit's sheet; absent on consolidated ones. */
  contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  snapshot: z.object({ number: z.number(), digest: z.string() }).nullable(),
})
export type StatisticsView = z.infer<typeof statisticsView>

export const readStatistics = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/statistics',
  summary: '统计表：任一单位及其下级的合计，含谁在其中、谁不在',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams,
  query: scope,
  reply: statisticsView,
  problems: [notFound],
})

function statisticsFile(extension: 'docx' | 'xlsx' | 'pdf' | 'csv', produces: string) {
  return defineRoute({
    method: 'GET',
    path: `/api/campaigns/:campaign/statistics.${extension}`,
    summary: `统计表下载（.${extension}）`,
    access: { permission: 'statistics.read', on: 'unit' },
    params: campaignParams,
    query: scope.extend({ snapshot: z.coerce.number().int().positive().optional() }),
    produces,
    problems: [notFound, forbidden],
  })
}
export const statisticsDocx = statisticsFile(
  'docx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
)
export const statisticsXlsx = statisticsFile(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
)
export const statisticsPdf = statisticsFile('pdf', 'application/pdf')
export const statisticsCsv = statisticsFile('csv', 'text/csv')

/** One number opened: per unit its value, note and the submission it comes from. */
export const drillDown = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/statistics/:indicator',
  summary: '一个合计数由哪些单位、哪次报送构成',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams.extend({ indicator: z.string().max(64) }),
  query: scope,
  reply: z.object({
    indicator: z.string(),
    total: z.number().nullable(),
    asOf: instant,
    items: z.array(
      unitReference.extend({
        value: z.number().nullable(),
        note: z.string().nullable(),
        submissionId: z.uuid(),
        periodTitle: z.string(),
        submittedAt: instant,
      }),
    ),
  }),
  problems: [notFound],
})

export const snapshotSummary = z.object({
  number: z.number(),
  title: z.string(),
  unit: unitReference,
  asOf: instant,
  digest: z.string(),
  publishedAt: instant,
  publishedBy: z.string(),
  included: z.number(),
  expected: z.number(),
})
export type SnapshotSummary = z.infer<typeof snapshotSummary>

export const publishSnapshot = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/snapshots',
  summary: '发布快照：冻结此刻的统计表并编号',
  access: { permission: 'statistics.publish', on: 'unit' },
  params: campaignParams,
  query: z.object({ unit: z.string().max(64).optional() }),
  body: z.object({ title: z.string().trim().min(2).max(100) }),
  reply: snapshotSummary,
  status: 201,
  problems: [notFound],
})

export const listSnapshots = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/snapshots',
  summary: '已发布的快照，新的在前',
  access: { permission: 'statistics.read', on: 'scope' },
  params: campaignParams,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(snapshotSummary), next: z.string().nullable() }),
})

export const readSnapshot = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/snapshots/:number',
  summary: '一份快照；verified 表示由台账重算结果与摘要一致',
  access: { permission: 'statistics.read', on: 'scope' },
  params: campaignParams.extend({ number: z.coerce.number().int().positive() }),
  reply: snapshotSummary.extend({ table: statisticsView, verified: z.boolean() }),
  problems: [notFound, forbidden],
})

export const compareSnapshots = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/snapshots/:number/comparison',
  summary: '两份快照逐单位比较',
  access: { permission: 'statistics.read', on: 'scope' },
  params: campaignParams.extend({ number: z.coerce.number().int().positive() }),
  query: z.object({ with: z.coerce.number().int().positive() }),
  reply: z.object({
    from: snapshotSummary,
    to: snapshotSummary,
    totals: z.array(z.object({ code: z.string(), from: z.number().nullable(), to: z.number().nullable() })),
    units: z.array(
      unitReference.extend({
        changes: z.array(
          z.object({ code: z.string(), from: z.number().nullable(), to: z.number().nullable() }),
        ),
      }),
    ),
  }),
  problems: [notFound, forbidden],
})
