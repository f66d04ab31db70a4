import { z } from 'zod'
import { invalidInput, notFound, tooManyRequests } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { signatureInput } from '../certificates/contract.ts'
import { unitReference } from '../org/contract.ts'
import { channelClosed, phoneUnverified } from '../participants/contract.ts'
import { cleanWorkplace } from './rules.ts'

const pledgeParams = campaignParams.extend({ pledge: z.string().max(64) })
const signature = { path: '/api/public/:campaign/pledges/:pledge/signature', params: pledgeParams } as const

/** The text for an audience, with the field for signing; without `as` the choice of audiences. */
export const showPledge = defineRoute({
  method: 'GET',
  path: '/p/:campaign/pledges/:pledge',
  summary: '倡议书',
  access: 'public',
  produces: 'text/html',
  params: pledgeParams,
  query: z.object({ as: z.string().max(64).optional() }),
  problems: [notFound],
})

/** One person signs once: whoever has signed gets the certificate that there is. */
export const signPledge = defineRoute({
  ...signature,
  method: 'POST',
  summary: '签署倡议书',
  access: 'participant',
  body: z.object({
    audience: z.string().max(64),
    unit: z.string().max(64),
    workplace: z
      .string()
      .max(200)
      .transform((text, context) => {
        const name = cleanWorkplace(text)
        if (name === null) context.addIssue('请填写单位的名称，2 至 60 个字。')
        return name ?? z.NEVER
      })
      .optional(),
    signature: signatureInput,
  }),
  reply: z.object({
    /** Of the certificate. */
    code: z.string(),
    signedBefore: z.boolean(),
  }),
  problems: [notFound, invalidInput, channelClosed, phoneUnverified, tooManyRequests],
})

/** 撤回: counts no more, and the name is deleted. Twice is once. */
export const withdrawPledge = defineRoute({
  ...signature,
  method: 'DELETE',
  summary: '撤回签署',
  access: 'participant',
  problems: [notFound],
})

/** Enterprises that others have named at the unit; a name that only one person gave is not shown to others. */
export const suggestWorkplaces = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/workplaces',
  summary: '公众填写单位名称时的提示',
  access: 'public',
  params: campaignParams,
  query: z.object({ unit: z.string().max(64), q: z.string().trim().min(1).max(60) }),
  reply: z.object({ items: z.array(z.string()) }),
  problems: [notFound, invalidInput],
})

const counted = z.object({
  people: z.number(),
  /** By audience, in the order of the definition. */
  audiences: z.array(z.object({ key: z.string(), title: z.string(), people: z.number() })),
})

export const pledgeCounts = counted.extend({
  key: z.string(),
  title: z.string(),
  /** The units next below with all of theirs, in directory order; the unit itself where none is below it. */
  units: z.array(unitReference.extend(counted.shape)),
  /** What was signed for the unit itself and none below it. */
  own: z.number(),
  days: z.array(z.object({ day: z.iso.date(), people: z.number() })),
})
export type PledgeCounts = z.output<typeof pledgeCounts>

export const readPledgeCounts = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/pledges',
  summary: '倡议书签署情况：按单位、对象和日期',
  access: { permission: 'pledge.read', on: 'unit' },
  params: campaignParams,
  query: z.object({ unit: z.string().max(64).optional() }),
  reply: z.object({ unit: unitReference, pledges: z.array(pledgeCounts) }),
})

export const pledgesXlsx = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/pledges.xlsx',
  summary: '倡议书签署情况（Excel）',
  access: { permission: 'pledge.read', on: 'unit' },
  params: campaignParams,
  query: z.object({ unit: z.string().max(64).optional() }),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
