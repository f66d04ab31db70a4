import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'

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

export const noSuchArticle = defineProblem('no-such-article', 404, '这部法律没有这一条，请核对条号。')

/** One article as a citation opens it. Without texts the number still stands, and the page says that they are missing. */
export const articleView = z.object({
  law: z.object({ name: z.string(), shortName: z.string() }),
  label: z.string(),
  /** Day of the version shown; without a text, of the version whose articles were counted. */
  version: z.string(),
  /** All versions that are loaded, the newest first. */
  versions: z.array(z.string()),
  chapter: z.string(),
  /** Null: the text of this law is not loaded. */
  paragraphs: z.array(z.string()).nullable(),
  /** Where the text comes from, or that there is none; to be shown beside it. */
  note: z.string(),
})
export type ArticleView = z.infer<typeof articleView>

export const readArticle = defineRoute({
  method: 'GET',
  path: '/api/laws/:law/articles/:article',
  summary: '一条法律条文（法律的名称或简称；条号如 21、133-1）',
  access: 'public',
  params: z.object({
    law: z.string().trim().min(2).max(100),
    article: z.string().regex(/^[1-9]\d{0,3}(-[1-9]\d?)?$/, '条号写作 21 或 133-1'),
  }),
  query: z.object({ version: z.iso.date().optional().describe('哪一天的版本，默认最新') }),
  reply: articleView,
  problems: [notFound, noSuchArticle],
})

/** A citation opens here: 「安全生产法 第二十一条」. */
export const showArticle = defineRoute({
  method: 'GET',
  path: '/p/:campaign/laws',
  summary: '法律条文页',
  access: 'public',
  produces: 'text/html',
  params: campaignParams,
  query: z.object({ basis: z.string().max(100) }),
  problems: [notFound, noSuchArticle],
})
