import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'

export const listAuditRecords = defineRoute({
  method: 'GET',
  path: '/api/audit',
  summary: '审计日志，新的在前；只可追加，不能修改',
  access: { permission: 'audit.read', on: 'unit' },
  query: z.object({
    kind: z.string().max(64).optional(),
    user: z.string().max(64).optional().describe('账号名称的一部分，或用户名'),
    unit: z.string().max(64).optional().describe('单位代码，含其下级'),
    subject: z.string().max(64).optional(),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    kinds: z.record(z.string(), z.string()),
    items: z.array(
      z.object({
        number: z.number(),
        at: z.iso.datetime(),
        kind: z.string(),
        phrase: z.string(),
        userName: z.string().nullable(),
        address: z.string().nullable(),
        requestId: z.string().nullable(),
        unit: z.object({ code: z.string(), name: z.string() }).nullable(),
        subjectId: z.string().nullable(),
        /** What the line is about, where that is a report or an account. */
        subject: z
          .object({ kind: z.enum(['submission', 'obligation', 'account']), name: z.string() })
          .nullable(),
        before: z.unknown(),
        after: z.unknown(),
      }),
    ),
    next: z.string().nullable(),
  }),
})
