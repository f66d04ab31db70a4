import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'

/** For the page, which answers while one types by the same rule as the server. */
export const listLaws = defineRoute({
  method: 'GET',
  path: '/api/laws',
  summary: '用于核对条号的法律法规目录（名称、版本、条数）',
  access: 'signed-in',
  reply: z.object({
    items: z.array(
      z.object({
        name: z.string(),
        shortNames: z.array(z.string()),
        version: z.string(),
        articles: z.number(),
        inserted: z.array(z.string()),
        insertedWithin: z.object({ from: z.number(), to: z.number() }).nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
})
