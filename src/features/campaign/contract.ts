import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { notFound } from '../../platform/shared/problem.ts'
import { campaignDefinition, task } from './definition.ts'

export const campaignParams = z.object({ campaign: z.string().max(64) })

export const campaignSummary = z.object({
  key: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  theme: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  rootUnit: z.object({ code: z.string(), name: z.string() }),
})

export const listCampaigns = defineRoute({
  method: 'GET',
  path: '/api/campaigns',
  summary: '活动列表',
  access: 'signed-in',
  reply: z.object({ items: z.array(campaignSummary), next: z.string().nullable() }),
})

/** The definition without its units (they are under /api/units) and with its digest. */
export const readCampaign = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign',
  summary: '活动定义',
  access: 'signed-in',
  params: campaignParams,
  reply: campaignDefinition
    .omit({ units: true })
    .extend({ digest: z.string(), rootUnit: z.object({ code: z.string(), name: z.string() }) }),
  problems: [notFound],
})

/** Tasks with the minutes each asks, for the 「报送任务」 page. */
export const listTasks = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/tasks',
  summary: '报送任务',
  access: 'signed-in',
  params: campaignParams,
  reply: z.object({
    items: z.array(
      task.extend({
        minutes: z.number(),
        periods: z.array(z.object({ key: z.string(), title: z.string(), dueAt: z.string() })),
      }),
    ),
    minutesPerWeek: z.number(),
    next: z.string().nullable(),
  }),
  problems: [notFound],
})
