import { z } from 'zod'
import { notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'

const page = { method: 'GET', access: 'public', produces: 'text/html' } as const

/** The shortest address, for posters: leads to the campaign that began last. */
export const openPortal = defineRoute({ ...page, path: '/p', summary: '公众门户入口', problems: [notFound] })

export const showPortal = defineRoute({
  ...page,
  path: '/p/:campaign',
  summary: '公众门户首页',
  params: campaignParams,
  problems: [notFound],
})

/** 长辈版 on or off, kept in a cookie; works without JavaScript. */
export const chooseTextSize = defineRoute({
  ...page,
  path: '/p/text-size',
  summary: '切换长辈版',
  query: z.object({
    large: z.enum(['0', '1']),
    /** Only an address of these pages is gone back to. */
    back: z
      .string()
      .max(500)
      .regex(/^\/p(?:[/?][^\\]*)?$/)
      .default('/p'),
  }),
})
