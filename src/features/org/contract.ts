import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { notFound } from '../../platform/shared/problem.ts'
import { campaignParams } from '../campaign/contract.ts'

export const unitReference = z.object({ code: z.string(), name: z.string() })
export const unitView = unitReference.extend({
  shortName: z.string(),
  parent: z.string().nullable(),
  level: z.number(),
  tags: z.array(z.string()),
  aliases: z.array(z.string()),
  formerNames: z.array(z.string()),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  children: z.number(),
})

/** Units that the caller may see, in directory order. */
export const listUnits = defineRoute({
  method: 'GET',
  path: '/api/units',
  summary: '单位名录',
  access: { permission: 'unit.read', on: 'unit' },
  query: z.object({
    unit: z.string().max(64).optional(),
    tag: z.string().max(64).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  reply: z.object({ items: z.array(unitView), next: z.string().nullable() }),
})

/** Resolver: names, former names, aliases, pinyin initials and small typing errors; it proposes, a person confirms. */
export const resolveUnit = defineRoute({
  method: 'GET',
  path: '/api/units/resolve',
  summary: '按名称、别名、拼音查找单位',
  access: { permission: 'unit.read', on: 'scope' },
  query: z.object({
    q: z.string().min(1).max(100),
    limit: z.coerce.number().int().min(1).max(20).default(8),
  }),
  reply: z.object({ items: z.array(unitReference.extend({ score: z.number(), matched: z.string() })) }),
})

/** The resolver for citizens: units of one campaign, below its root. */
export const findPublicUnits = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/units',
  summary: '公众按名称、别名、拼音查找县（市、区）和部门',
  access: 'public',
  params: campaignParams,
  query: z.object({ q: z.string().trim().min(1).max(50) }),
  reply: z.object({ items: z.array(unitReference) }),
  problems: [notFound],
})

export const readUnit = defineRoute({
  method: 'GET',
  path: '/api/units/:unit',
  summary: '单位',
  access: { permission: 'unit.read', on: 'unit' },
  params: z.object({ unit: z.string().max(64) }),
  reply: unitView,
  problems: [notFound],
})
