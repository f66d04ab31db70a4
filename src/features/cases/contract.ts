import { z } from 'zod'
import { conflict, defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import {
  mediaDay as day,
  mediaListQuery,
  mediaPage,
  mediaSending,
  mediaView,
  mediaWord as word,
} from '../clippings/media-record.ts'
import { recordFiles } from '../evidence/record-file.ts'
import { unitReference } from '../org/contract.ts'

export const caseContent = z.object({
  title: z.string().trim().min(1, '请写案例名称').max(200, '不能超过 200 字'),
  facts: z.string().trim().min(1, '请写违法事实').max(1500, '不能超过 1500 字'),
  decidedOn: day.nullable().default(null),
  penalty: z.string().trim().max(1000, '不能超过 1000 字').default(''),
  /** Yuan, to the hundredth. */
  amount: z
    .number()
    .min(0, '金额不能小于 0')
    .max(100_000_000_000, '金额过大，请核对')
    .multipleOf(0.01, '金额精确到分')
    .nullable()
    .default(null),
  /** As written, one a line: 「安全生产法第九十四条第一款」. */
  bases: z.array(z.string().trim().min(1).max(150, '不能超过 150 字')).max(12, '最多 12 条依据').default([]),
  flags: z.array(word).max(20).default([]),
  /** One of the unit's clippings; its outlet and day are the case's. */
  clipping: z.uuid().nullable().default(null),
  /** Where there is no clipping: outlet and day, both or none. */
  outlet: z.string().trim().max(100, '不能超过 100 字').nullable().default(null),
  exposedOn: day.nullable().default(null),
  files: recordFiles,
})
export type CaseContent = z.infer<typeof caseContent>

const finding = z.object({ kind: z.enum(['found', 'missing', 'unknown', 'unread']), message: z.string() })

export const caseLine = z.object({
  id: z.uuid(),
  unit: unitReference,
  title: z.string(),
  /** Of the exposure, before that of the decision. */
  day,
  decidedOn: day.nullable(),
  outlet: z.string().nullable(),
  exposedOn: day.nullable(),
  flags: z.array(z.string()),
  bases: z.array(z.string()),
  /** Some reference names an article that does not exist. */
  wrongBasis: z.boolean(),
  files: z.number(),
})
export type CaseLine = z.infer<typeof caseLine>

export const caseView = mediaView.extend({
  content: caseContent,
  day,
  /** Null: not made public yet, and so not counted yet. */
  exposure: z
    .object({ outlet: z.string(), day, clipping: z.object({ id: z.uuid(), title: z.string() }).nullable() })
    .nullable(),
  /** What the register of laws says to each basis, in their order; a reference may be to several articles. */
  findings: z.array(z.array(finding)),
})
export type CaseView = z.infer<typeof caseView>

export const caseConflict = defineProblem('case-conflict', 409, '这个案例已在另一处被修改，请核对后再保存。')
export const caseGone = defineProblem('case-gone', 410, '这个案例已被删除。')

const caseParams = campaignParams.extend({ case: z.uuid() })

export const listCases = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/cases',
  summary: '典型案例，最近的在前',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: mediaListQuery.extend({
    flag: word.optional(),
    exposed: z.enum(['true', 'false']).optional(),
    q: z.string().trim().max(50).optional().describe('名称、事实、媒体中的字'),
  }),
  reply: mediaPage(caseLine),
  problems: [notFound],
})

export const readCase = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/cases/:case',
  summary: '一个典型案例',
  access: { permission: 'report.read', on: 'case' },
  params: caseParams,
  reply: caseView,
  problems: [notFound],
})

export const saveCase = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/cases/:case',
  summary: '记录或修改一个典型案例（编号由提交方给出；法律依据的核对结果在 findings 中，不妨碍保存）',
  access: { permission: 'activity.write', on: 'unit' },
  params: caseParams,
  query: z.object({ unit: word }),
  body: mediaSending(caseContent),
  reply: caseView,
  problems: [notFound, invalidInput, caseConflict, caseGone, conflict],
})

export const deleteCase = defineRoute({
  method: 'DELETE',
  path: '/api/campaigns/:campaign/cases/:case',
  summary: '删除一个典型案例（可恢复）',
  access: { permission: 'activity.write', on: 'case' },
  params: caseParams,
  reply: caseView,
  problems: [notFound],
})

export const restoreCase = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/cases/:case/restoration',
  summary: '恢复已删除的典型案例',
  access: { permission: 'activity.write', on: 'case' },
  params: caseParams,
  reply: caseView,
  problems: [notFound],
})
