import { z } from 'zod'
import { conflict, defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { cellError } from '../activity-sheets/contract.ts'
import { campaignParams } from '../campaign/contract.ts'
import { questionSchema } from './question.ts'
import { bankSheetSizeAtMost, questionsImportedAtMost } from './question-sheet.ts'
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

export const unreadableBankSheet = defineProblem(
  'unreadable-bank-sheet',
  422,
  '这个文件打不开或超过 1 MB。请在 Excel 或 WPS 中另存为 .xlsx（不加密码，不放图片）后再选。',
)
export const noBankSheet = defineProblem(
  'no-bank-sheet',
  422,
  '没有找到“代号”“题型”“题干”“答案”四列，请使用下载的模板填写。',
)
export const tooManyQuestions = defineProblem(
  'too-many-questions',
  422,
  `一次最多导入 ${questionsImportedAtMost} 道题，请分成几个文件。`,
)
export const bankSheetHasErrors = defineProblem(
  'bank-sheet-has-errors',
  422,
  '表中有需要更正的地方，没有导入任何题目。',
)
export const bankSheetOutdated = defineProblem(
  'bank-sheet-outdated',
  409,
  '核对之后题库有了变化，请重新核对再导入。',
)

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** An .xlsx in base64. */
const content = z.base64().max(Math.ceil(bankSheetSizeAtMost / 3) * 4)

export const downloadBankTemplate = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/question-sheets/template.xlsx',
  summary: '题目的表格模板',
  access: manage,
  params: campaignParams,
  produces: spreadsheet,
  problems: [notFound],
})

export const exportBank = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/question-sheets/bank.xlsx',
  summary: '一个题库在用的题目导出为表格（改后可再导入）',
  access: manage,
  params: campaignParams,
  query: z.object({ bank: word }),
  produces: spreadsheet,
  problems: [notFound, invalidInput],
})

const sheetCheck = z.object({
  rows: count,
  added: count,
  changed: count,
  same: count,
  errors: z.array(cellError),
  /** All of them; `errors` holds the first ones. */
  errorCount: count,
  touched: z.array(z.object({ row: count, key: z.string(), stem: z.string(), added: z.boolean() })),
  /** To import exactly this; null when there are errors. */
  digest: z.string().nullable(),
})
export type BankSheetCheck = z.infer<typeof sheetCheck>

export const checkBankSheet = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/question-sheets/check',
  summary: '核对题目的表格：逐格列出问题，预览新增和修改（不写入）',
  access: manage,
  params: campaignParams,
  body: z.object({ content }),
  reply: sheetCheck,
  problems: [notFound, invalidInput, unreadableBankSheet, noBankSheet, tooManyQuestions],
})

/** Nothing is kept of a sheet: it comes again. */
export const writeBankProblems = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/question-sheets/problems.xlsx',
  summary: '标出问题的原表，供就地更正（不写入）',
  access: manage,
  params: campaignParams,
  body: z.object({ content }),
  produces: spreadsheet,
  problems: [notFound, invalidInput, unreadableBankSheet, noBankSheet, tooManyQuestions],
})

/** All or nothing. The same content again writes nothing. */
export const importBankSheet = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/question-sheets/import',
  summary: '导入核对过的表格：新增和修改的题进入待审（有一处问题就都不导入）',
  access: manage,
  params: campaignParams,
  body: z.object({ content, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  reply: z.object({ added: count, changed: count, same: count }),
  problems: [
    notFound,
    invalidInput,
    unreadableBankSheet,
    noBankSheet,
    tooManyQuestions,
    bankSheetHasErrors,
    bankSheetOutdated,
    questionConflict,
    conflict,
  ],
})
