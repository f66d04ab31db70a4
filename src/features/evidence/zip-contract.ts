import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { notFound } from '../../platform/shared/problem.ts'
import { campaignParams } from '../campaign/contract.ts'

/** Files of the reports in force, a folder per unit, streamed; `from`/`to` are days of reporting, both included. */
export const evidenceZip = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/evidence.zip',
  summary: '佐证材料打包下载：每个单位一个文件夹，附目录',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    task: z.string().max(64).optional(),
    period: z.string().max(64).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  produces: 'application/zip',
  problems: [notFound],
})
