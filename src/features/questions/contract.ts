import { z } from 'zod'
import { conflict, defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { pictureFile, questionSchema } from './question.ts'
import { questionStates } from './rules.ts'

const manage = { permission: 'question.manage', on: 'deployment' } as const
const word = z.string().max(64)
const instant = z.iso.datetime()
const state = z.enum(questionStates)
const count = z.number().int()

export const questionConflict = defineProblem(
  'question-conflict',
  409,
  '这道题已有别的改动（可能有人正在改，或版本已经变化），请刷新后再改。',
)
export const ownChange = defineProblem('own-change', 403, '自己改的题须由另一位同事审核。')
export const notInReview = defineProblem('not-in-review', 409, '这个版本不在待审状态，请刷新。')

const bank = z.object({
  key: z.string(),
  title: z.string(),
  tags: z.record(z.string(), z.string()),
  live: count,
  review: count,
})
export type BankLine = z.infer<typeof bank>

const line = z.object({
  key: z.string(),
  version: count,
  bank: z.string(),
  kind: z.string(),
  difficulty: count,
  stem: z.string(),
  tags: z.array(z.string()),
  state,
  /** Null: came with the campaign's folder. */
  author: z.string().nullable(),
  /** The caller's own change: another one reviews it. */
  own: z.boolean(),
  createdAt: instant,
})
export type QuestionLine = z.infer<typeof line>

const versionView = line.extend({
  question: questionSchema,
  reviewer: z.string().nullable(),
  reviewedAt: instant.nullable(),
  reason: z.string().nullable(),
  may: z.object({ submit: z.boolean(), review: z.boolean(), retire: z.boolean() }),
})
export type QuestionVersion = z.infer<typeof versionView>

export const questionView = z.object({
  key: z.string(),
  /** The newest first. */
  versions: z.array(versionView),
  /** Figures, bodies and articles of the newest version that its articles do not bear out. */
  findings: z.array(z.string()),
  /** False: the texts of its laws are not loaded, or it cites none. */
  comparedWithTexts: z.boolean(),
})
export type QuestionView = z.infer<typeof questionView>

const questionParams = campaignParams.extend({ question: word })
const versionParams = questionParams.extend({ version: z.coerce.number().int().positive() })

export const questionFilter = z.object({
  q: z.string().trim().max(50).optional().describe('题干或代号中的字'),
  bank: word.optional(),
  kind: z.enum(['single', 'multiple', 'judge', 'blank', 'order']).optional(),
  tag: word.optional(),
  difficulty: z.coerce.number().int().min(1).max(3).optional(),
  state: state.optional().describe('不给：在用、草稿、待审的，以及已停用的最后一版'),
})

export const listBanks = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/question-banks',
  summary: '题库清单',
  access: manage,
  params: campaignParams,
  reply: z.object({ items: z.array(bank), next: z.string().nullable() }),
  problems: [notFound],
})

export const listQuestions = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/questions',
  summary: '题目清单，按代号排列',
  access: manage,
  params: campaignParams,
  query: questionFilter.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(line), next: z.string().nullable(), total: count }),
  problems: [notFound],
})

export const readQuestion = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/questions/:question',
  summary: '一道题的各个版本',
  access: manage,
  params: questionParams,
  reply: questionView,
  problems: [notFound],
})

export const saveQuestion = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/questions/:question',
  summary: '保存题目（成为新版本；baseVersion 为所改的版本，新题为 0；同样的内容不再存）',
  access: manage,
  params: questionParams,
  body: z.object({
    baseVersion: z.int().min(0),
    bank: word,
    question: questionSchema,
    submit: z.boolean().describe('true：送审；false：存为草稿'),
  }),
  reply: questionView,
  problems: [notFound, invalidInput, questionConflict, conflict],
})

export const approveQuestion = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/questions/:question/versions/:version/approve',
  summary: '审核通过，成为在用的版本（自己改的不能自己通过）',
  access: manage,
  params: versionParams,
  reply: questionView,
  problems: [notFound, ownChange, notInReview],
})

export const returnQuestion = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/questions/:question/versions/:version/return',
  summary: '退回修改，说明理由',
  access: manage,
  params: versionParams,
  body: z.object({ reason: z.string().trim().min(1, '请写明退回理由').max(500, '不能超过 500 字') }),
  reply: questionView,
  problems: [notFound, ownChange, notInReview, invalidInput],
})

export const retireQuestion = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/questions/:question/retire',
  summary: '停用一道题：不再抽到，已答的不受影响',
  access: manage,
  params: questionParams,
  reply: questionView,
  problems: [notFound],
})

/** Of a question that is in use, or was when an earlier bank was. */
export const showPicture = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/questions/pictures/:file',
  summary: '题目的图片',
  access: 'public',
  params: campaignParams.extend({ file: pictureFile }),
  produces: 'image/*',
  problems: [notFound, invalidInput],
})
