import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { defineProblem, forbidden, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { campaignParams } from '../campaign/contract.ts'
import { earlierThanDue, obligationView } from '../obligations/contract.ts'
import { fieldValue, reportContent } from './content.ts'

const instant = z.iso.datetime()
const obligationParams = campaignParams.extend({ obligation: z.uuid() })
const submissionParams = campaignParams.extend({ submission: z.uuid() })

export const draftConflict = defineProblem(
  'draft-conflict',
  409,
  '这份草稿已在另一处被修改，请核对后选择保留哪一份。',
)
export const notOpenYet = defineProblem('not-open-yet', 409, '尚未到开始填报的时间。')
export const exempted = defineProblem('exempted', 409, '该项已免报，无需报送。')
export const closedByAcceptance = defineProblem(
  'closed-by-acceptance',
  409,
  '该报送已审核通过；如需更正，请联系审核单位退回。',
)
export const idempotencyKeyReused = defineProblem(
  'idempotency-key-reused',
  422,
  '同一提交编号对应了不同内容，请刷新页面后重试。',
)
export const nothingChanged = defineProblem('nothing-changed', 409, '内容与上一版相同，无需再次报送。')
export const staleReview = defineProblem(
  'stale-review',
  409,
  '该单位已报送新的一版，或他人已处理，请刷新后再审。',
)
export const badStartToken = defineProblem('bad-start-token', 422, '开始凭据无效，请刷新页面后重试。')

/** Questions do not block: the writer confirms with a note or corrects. */
export const question = z.object({
  path: z.string(),
  message: z.string(),
  previous: z.number().nullable().optional(),
})

/** A return: the reason, and remarks by the path of what they stand beside. */
const returnView = z.object({
  remark: z.string(),
  fieldRemarks: z.record(z.string(), z.string()),
  madeAt: instant,
  madeBy: z.string(),
})

export const draftView = z.object({
  version: z.number(),
  content: reportContent,
  savedAt: instant.nullable(),
  savedBy: z.string().nullable(),
  /** Keys (`fields.x`, `figures.code`) whose value was filled in from what is known, and where from. */
  prefilled: z.record(z.string(), z.string()),
  /** The figures of the unit's previous report, for comparison. */
  previousFigures: z.record(z.string(), z.number().nullable()),
  /** What the unit's ledger says by the end of the period; null where it has no record. */
  ledgerFigures: z.record(z.string(), z.number().nullable()),
  /** Fields as the ledger's records of the period write them now, and how many records those are. */
  drawn: z
    .object({
      records: z.number(),
      fields: z.record(z.string(), fieldValue),
    })
    .nullable(),
  /** Remarks of the last return, beside the fields. */
  returned: returnView.nullable(),
})
export type DraftView = z.infer<typeof draftView>

export const readDraft = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/obligations/:obligation/draft',
  summary: '草稿（没有则给出已预填的空白草稿，版本 0）',
  access: { permission: 'report.write', on: 'obligation' },
  params: obligationParams,
  reply: draftView,
  problems: [notFound],
})

export const saveDraft = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/obligations/:obligation/draft',
  summary: '保存草稿；baseVersion 不符时回 409 并附现有草稿，绝不覆盖',
  access: { permission: 'report.write', on: 'obligation' },
  params: obligationParams,
  body: z.object({ baseVersion: z.int().min(0), content: reportContent }),
  reply: z.object({ version: z.number(), savedAt: instant }),
  problems: [notFound, draftConflict, closedByAcceptance],
})

/** Proof that work on an upload began in time: an HMAC over obligation, user and instant. */
export const startReport = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/obligations/:obligation/start',
  summary: '领取开始凭据（线路不好时证明在期限前已开始上传）',
  access: { permission: 'report.write', on: 'obligation' },
  params: obligationParams,
  reply: z.object({ token: z.string(), startedAt: instant }),
  problems: [notFound],
})

export const receiptView = z.object({
  id: z.uuid(),
  revision: z.number(),
  receipt: z.string(),
  digest: z.string(),
  submittedAt: instant,
  startedAt: instant.nullable(),
  onTime: z.boolean(),
  questions: z.array(question),
})

export const submitReport = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/obligations/:obligation/submissions',
  summary: '报送（同一 Idempotency-Key 重试只产生一次报送）',
  access: { permission: 'report.write', on: 'obligation' },
  params: obligationParams,
  headers: { 'idempotency-key': { required: true, description: '8–200 个字符，每次报送一个' } },
  body: reportContent.extend({ startToken: z.string().max(500).optional() }),
  reply: receiptView,
  status: 201,
  problems: [
    notFound,
    invalidInput,
    notOpenYet,
    exempted,
    closedByAcceptance,
    idempotencyKeyReused,
    nothingChanged,
    badStartToken,
  ],
})

/** `path` is `fields.x`, `fields.liaisons.0.mobile` or `figures.code`; values as shown to a person. */
export const difference = z.object({
  path: z.string(),
  label: z.string(),
  before: z.string(),
  after: z.string(),
})

export const submissionView = z.object({
  id: z.uuid(),
  obligation: obligationView,
  revision: z.number(),
  receipt: z.string(),
  digest: z.string(),
  content: reportContent,
  files: z.array(
    z.object({
      id: z.uuid(),
      field: z.string(),
      name: z.string(),
      size: z.number(),
      mediaType: z.string(),
      kind: z.enum(['image', 'video', 'document']),
      width: z.number().nullable(),
      height: z.number().nullable(),
      caption: z.string().nullable(),
    }),
  ),
  submittedAt: instant,
  submittedBy: z.string(),
  startedAt: instant.nullable(),
  onTime: z.boolean(),
  zeroReport: z.boolean(),
  decision: z.enum(['pending', 'checked', 'accepted', 'returned']),
  reviews: z.array(
    z.object({
      kind: z.enum(['checked', 'accepted', 'returned', 'signed-off']),
      remark: z.string().nullable(),
      fieldRemarks: z.record(z.string(), z.string()),
      madeAt: instant,
      madeBy: z.string(),
    }),
  ),
  /** What the reviewer asked for when the revision before came back; null when it did not. */
  asked: returnView.nullable(),
  /** Against the revision before; empty for the first. */
  differences: z.array(difference),
  questions: z.array(question),
  previousFigures: z.record(z.string(), z.number().nullable()),
  /** `check` and `accept` are one route; which of them it is depends on the level of the reviewer. */
  may: z.object({
    check: z.boolean(),
    accept: z.boolean(),
    return: z.boolean(),
    signOff: z.boolean(),
    write: z.boolean(),
  }),
})
export type SubmissionView = z.infer<typeof submissionView>

export const readSubmission = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/submissions/:submission',
  summary: '一次报送：内容、附件、与上一版的差异、审核记录',
  access: { permission: 'report.read', on: 'submission' },
  params: submissionParams,
  reply: submissionView,
  problems: [notFound],
})

export const submissionDocx = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/submissions/:submission.docx',
  summary: '一次报送的 Word 文件（公文格式：正文、统计数字、图片）',
  access: { permission: 'report.read', on: 'submission' },
  params: submissionParams,
  produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  problems: [notFound],
})

export const acceptSubmission = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/submissions/:submission/accept',
  summary: '通过（两级审核时，县级先核、市级再定）',
  access: { permission: 'report.review', on: 'submission' },
  params: submissionParams,
  body: z.object({ remark: z.string().trim().max(1000).optional() }).default({}),
  reply: obligationView,
  problems: [notFound, staleReview],
})

export const returnSubmission = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/submissions/:submission/return',
  summary: '退回（须说明理由，可逐项批注，可同时给出新的期限）',
  access: { permission: 'report.review', on: 'submission' },
  params: submissionParams,
  body: z.object({
    remark: z.string().trim().min(2, '请写明退回理由').max(1000),
    fieldRemarks: z.record(z.string().max(200), z.string().max(500)).default({}),
    newDueAt: instant.optional(),
  }),
  reply: obligationView,
  problems: [notFound, staleReview, invalidInput, forbidden, earlierThanDue],
})

export const signOffSubmission = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/submissions/:submission/sign-off',
  summary: '单位负责人签阅',
  access: { permission: 'report.sign-off', on: 'submission' },
  params: submissionParams,
  reply: z.object({ signedOffAt: instant }),
  problems: [notFound, staleReview],
})

/** Reports of the leader's own units that no leader has read yet, the newest first. */
export const listUnsigned = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/unsigned',
  summary: '待签阅的报送',
  access: { permission: 'report.sign-off', on: 'scope' },
  params: campaignParams,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(obligationView), next: z.string().nullable() }),
  problems: [notFound],
})

export const acceptMany = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/acceptances',
  summary: '批量通过；逐条给出结果，一条不成不影响其余',
  access: { permission: 'report.review', on: 'scope' },
  params: campaignParams,
  body: z.object({ submissions: z.array(z.uuid()).min(1).max(200) }),
  reply: z.object({
    results: z.array(z.object({ id: z.uuid(), accepted: z.boolean(), problem: z.string().nullable() })),
  }),
})

export const listInbox = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/inbox',
  summary: '待审报送，先报先审',
  access: { permission: 'report.review', on: 'scope' },
  params: campaignParams,
  query: z.object({
    task: z.string().max(64).optional(),
    q: z.string().trim().max(100).optional().describe('单位名称、别名或拼音'),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      obligationView.extend({
        files: z.number(),
        /** Doubts about it that nobody has settled. */
        remarks: z.number(),
        /** What accepting means for the caller. */
        step: z.enum(['check', 'accept']),
      }),
    ),
    next: z.string().nullable(),
    total: z.number(),
  }),
})
