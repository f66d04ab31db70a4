import { z } from 'zod'
import { defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { recordFileView, recordFiles } from '../evidence/record-file.ts'
import { unitReference } from '../org/contract.ts'
import { articleKinds, articleStates } from './article-rules.ts'

const kind = z.enum(articleKinds)
const instant = z.iso.datetime()
const articleParams = campaignParams.extend({ article: z.uuid() })

export const articleContent = z.object({
  kind,
  title: z.string().trim().min(2, '请写标题').max(100, '不能超过 100 字'),
  body: z.string().trim().max(20_000, '不能超过 20000 字'),
  files: recordFiles,
})
export type ArticleContent = z.infer<typeof articleContent>

export const articleLine = z.object({
  id: z.uuid(),
  kind,
  title: z.string(),
  unit: unitReference,
  state: z.enum(articleStates),
  publishedAt: instant.nullable(),
  changedAt: instant,
})

export const articleView = articleLine.extend({
  body: z.string(),
  files: z.array(recordFileView),
  version: z.number(),
  createdBy: z.string(),
})
export type ArticleView = z.infer<typeof articleView>

export const articleConflict = defineProblem(
  'article-conflict',
  409,
  '这篇文章已在另一处被修改，请刷新后再保存。',
)
export const articleEmpty = defineProblem('article-empty', 400, '正文和附件都是空的，写好再发布。')

export const listArticles = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/articles',
  summary: '门户文章，最近修改的在前',
  access: { permission: 'portal.write', on: 'scope' },
  params: campaignParams,
  query: z.object({
    state: z.enum(articleStates).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({ items: z.array(articleLine), next: z.string().nullable() }),
  problems: [notFound],
})

export const readArticle = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/articles/:article',
  summary: '一篇门户文章',
  access: { permission: 'portal.write', on: 'article' },
  params: articleParams,
  reply: articleView,
  problems: [notFound],
})

/** The id is the writer's own (a new UUID): `baseVersion` 0 makes it, and the same sent again changes nothing. */
export const saveArticle = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/articles/:article',
  summary: '写或改一篇门户文章；已发布的改后立即生效',
  access: { permission: 'portal.write', on: 'unit' },
  params: articleParams,
  query: z.object({ unit: z.string().max(64) }),
  body: z.object({ baseVersion: z.int().min(0), content: articleContent }),
  reply: articleView,
  problems: [notFound, invalidInput, articleConflict],
})

export const publishArticle = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/articles/:article/publication',
  summary: '发布一篇门户文章',
  access: { permission: 'portal.write', on: 'article' },
  params: articleParams,
  reply: articleView,
  problems: [notFound, articleEmpty],
})

export const withdrawArticle = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/articles/:article/withdrawal',
  summary: '撤下一篇门户文章',
  access: { permission: 'portal.write', on: 'article' },
  params: articleParams,
  reply: articleView,
  problems: [notFound],
})

const page = { method: 'GET', access: 'public', produces: 'text/html', problems: [notFound] } as const

export const showArticles = defineRoute({
  ...page,
  path: '/p/:campaign/articles',
  summary: '通知和新闻',
  params: campaignParams,
  query: z.object({ kind: kind.optional(), cursor: z.string().max(200).optional() }),
})

export const showArticle = defineRoute({
  ...page,
  path: '/p/:campaign/articles/:article',
  summary: '一篇文章',
  params: articleParams,
})

/** Raw, for ranges of a video. */
export const articleFilePath = '/p/:campaign/articles/:article/files/:file'
export const articleFileSummary = '已发布文章里的图片、视频或附件'
