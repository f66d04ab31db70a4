import { z } from 'zod'
import { conflict, defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { recordFiles } from '../evidence/record-file.ts'
import { unitReference } from '../org/contract.ts'
import {
  mediaDay as day,
  mediaListQuery,
  mediaPage,
  mediaSending,
  mediaView,
  mediaWord as word,
} from './media-record.ts'

export const clippingContent = z.object({
  outlet: z.string().trim().min(1, '请写媒体名称').max(100, '不能超过 100 字'),
  level: word,
  medium: word,
  day,
  title: z.string().trim().min(1, '请写报道标题').max(200, '不能超过 200 字'),
  /** http or https; kept and shown, never fetched by the server. */
  link: z.string().trim().max(2000, '链接过长').nullable().default(null),
  topic: word,
  /** Problems exposed, where the topic is counted so; blank is one. */
  quantity: z
    .int('请填整数')
    .min(1, '请填不小于 1 的整数')
    .max(1_000_000, '数字过大，请核对')
    .nullable()
    .default(null),
  files: recordFiles,
})
export type ClippingContent = z.infer<typeof clippingContent>

export const clippingLine = z.object({
  id: z.uuid(),
  unit: unitReference,
  outlet: z.string(),
  level: z.string(),
  medium: z.string(),
  day,
  title: z.string(),
  link: z.string().nullable(),
  topic: z.string(),
  quantity: z.number().nullable(),
  files: z.number(),
  picture: z.uuid().nullable(),
})
export type ClippingLine = z.infer<typeof clippingLine>

export const clippingView = mediaView.extend({
  content: clippingContent,
  /** Doubts that never block: another record of the unit may be of the same report. */
  questions: z.array(z.object({ message: z.string(), clipping: z.uuid(), title: z.string() })),
})
export type ClippingView = z.infer<typeof clippingView>

export const clippingConflict = defineProblem(
  'clipping-conflict',
  409,
  '这条报道已在另一处被修改，请核对后再保存。',
)
export const clippingGone = defineProblem('clipping-gone', 410, '这条报道已被删除。')

const clippingParams = campaignParams.extend({ clipping: z.uuid() })

export const listClippings = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/clippings',
  summary: '媒体报道，最近的在前',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: mediaListQuery.extend({
    level: word.optional(),
    medium: word.optional(),
    topic: word.optional(),
    q: z.string().trim().max(50).optional().describe('标题、媒体名称中的字'),
  }),
  reply: mediaPage(clippingLine),
  problems: [notFound],
})

export const readClipping = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/clippings/:clipping',
  summary: '一条媒体报道',
  access: { permission: 'report.read', on: 'clipping' },
  params: clippingParams,
  reply: clippingView,
  problems: [notFound],
})

export const saveClipping = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/clippings/:clipping',
  summary:
    '记录或修改一条媒体报道（编号由提交方给出，重复提交只记一条；疑似重复以 questions 提出，不妨碍保存）',
  access: { permission: 'activity.write', on: 'unit' },
  params: clippingParams,
  query: z.object({ unit: word }),
  body: mediaSending(clippingContent),
  reply: clippingView,
  problems: [notFound, invalidInput, clippingConflict, clippingGone, conflict],
})

export const deleteClipping = defineRoute({
  method: 'DELETE',
  path: '/api/campaigns/:campaign/clippings/:clipping',
  summary: '删除一条媒体报道（可恢复）',
  access: { permission: 'activity.write', on: 'clipping' },
  params: clippingParams,
  reply: clippingView,
  problems: [notFound],
})

export const restoreClipping = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/clippings/:clipping/restoration',
  summary: '恢复已删除的媒体报道',
  access: { permission: 'activity.write', on: 'clipping' },
  params: clippingParams,
  reply: clippingView,
  problems: [notFound],
})
