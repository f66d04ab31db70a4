import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { conflict, defineProblem, notFound } from '../../platform/shared/problem.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

/** ○ 未开始 · ◔ 待报 · ◑ 将到期 · ✕ 逾期未报 · ● 已报 · ◐ 迟报 · ↩ 退回 · ✔ 通过 · – 免报 */
export const obligationState = z.enum([
  'not-open',
  'open',
  'due-soon',
  'overdue',
  'submitted',
  'submitted-late',
  'returned',
  'accepted',
  'exempted',
])
export type ObligationState = z.infer<typeof obligationState>

const instant = z.iso.datetime()

export const deadlineChange = z.object({
  kind: z.enum(['extension', 'exemption', 'exemption-ended']),
  newDueAt: instant.nullable(),
  reason: z.string(),
  madeAt: instant,
  madeBy: z.string(),
})

export const obligationView = z.object({
  id: z.uuid(),
  task: z.object({
    key: z.string(),
    title: z.string(),
    shortTitle: z.string(),
    form: z.string(),
    zeroReport: z.boolean(),
  }),
  unit: unitReference,
  period: z.object({ key: z.string(), title: z.string(), start: z.string(), end: z.string() }),
  opensAt: instant,
  /** The due instant in force (after an extension). */
  dueAt: instant,
  originalDueAt: instant,
  state: obligationState,
  /** An accepted or submitted report that came late; state says `accepted`, this says how. */
  late: z.boolean(),
  /** `checked`: the county has checked it, the city has not decided yet. */
  standing: z.enum(['none', 'submitted', 'checked', 'accepted', 'returned']),
  revision: z.number(),
  submissionId: z.uuid().nullable(),
  submittedAt: instant.nullable(),
  zeroReport: z.boolean(),
  minutes: z.number(),
})
export type ObligationView = z.infer<typeof obligationView>

const obligationParams = campaignParams.extend({ obligation: z.uuid() })
const stateList = z.string().max(200).optional().describe('逗号分隔的状态')

export const listObligations = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/obligations',
  summary: '应报清单',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    task: z.string().max(64).optional(),
    state: stateList,
    /** Only the unit itself, not its subtree. */
    own: z.enum(['true', 'false']).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({ items: z.array(obligationView), next: z.string().nullable() }),
  problems: [notFound],
})

export const readObligation = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/obligations/:obligation',
  summary: '一项应报：期限、状态、延期与免报记录、历次版本',
  access: { permission: 'report.read', on: 'obligation' },
  params: obligationParams,
  reply: obligationView.extend({
    changes: z.array(deadlineChange),
    revisions: z.array(
      z.object({
        id: z.uuid(),
        revision: z.number(),
        submittedAt: instant,
        onTime: z.boolean(),
        decision: z.enum(['pending', 'checked', 'accepted', 'returned']),
      }),
    ),
    /** Answers of the server to "may I": the button agrees with the rule. */
    may: z.object({
      write: z.boolean(),
      review: z.boolean(),
      changeDeadline: z.boolean(),
      signOff: z.boolean(),
    }),
  }),
  problems: [notFound],
})

/** DHIS2: expected reports, actual reports, reporting rate, reporting rate on time (fractions 0–1, null when nothing is expected). */
export const progressView = z.object({
  expected: z.number(),
  actual: z.number(),
  onTime: z.number(),
  reportingRate: z.number().nullable(),
  reportingRateOnTime: z.number().nullable(),
})

export const readProgress = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/progress',
  summary: '报送进度：应报、已报、按时、报送率、按时率（只计已到期限或已报的应报）',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    task: z.string().max(400).optional().describe('逗号分隔的任务代码'),
    period: z.string().max(64).optional(),
  }),
  reply: progressView.extend({
    exempted: z.number(),
    byUnit: z.array(progressView.extend({ unit: unitReference })),
    asOf: instant,
  }),
  problems: [notFound],
})

/**
 * Units × (task, period). 3,000 × 40 cells travel and are checked at each reading, so a unit's cells are one text:
 * a sign per column, which `readCells` (rules.ts) turns into cells. The report of a cell is named by unit, task and period.
 */
export const readMatrix = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/matrix',
  summary: '进度矩阵',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: z.object({ unit: z.string().max(64).optional() }),
  reply: z.object({
    asOf: instant,
    states: z.array(obligationState),
    columns: z.array(
      z.object({
        task: z.string(),
        taskTitle: z.string(),
        shortTitle: z.string(),
        period: z.string(),
        periodTitle: z.string(),
        dueAt: instant,
      }),
    ),
    rows: z.array(
      z.object({
        unit: unitReference.extend({
          tags: z.array(z.string()),
          search: z.string().describe('名称、别名、拼音首字母，供本地搜索'),
        }),
        cells: z
          .string()
          .describe('每列一个字符：“-” 表示无此项，其余为 36 进制数 = 状态序号 × 4 + 迟报 × 2 + 已延期'),
      }),
    ),
    lateEvents: z
      .array(
        z.object({
          task: z.string(),
          taskTitle: z.string(),
          period: z.string(),
          periodTitle: z.string(),
          dueAt: instant,
          units: z.array(z.string()).describe('还没有报送的单位'),
        }),
      )
      .describe('当天应报而逾期未报的活动，最近到期的在前，最多 200 项'),
  }),
  problems: [notFound],
})

export const notAsNeeded = defineProblem('not-as-needed', 409, '该任务有固定期限，不能自行新增一期。')

/** 及时报送: the unit opens a period itself; the same (unit, day, title) gives the same obligation. */
export const openObligation = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/tasks/:task/obligations',
  summary: '新增一期及时报送（当日24时前）',
  access: { permission: 'report.write', on: 'unit' },
  params: campaignParams.extend({ task: z.string().max(64) }),
  query: z.object({ unit: z.string().max(64) }),
  body: z.object({ date: z.iso.date(), title: z.string().trim().min(2).max(100) }),
  reply: obligationView,
  status: 201,
  problems: [notFound, notAsNeeded],
})

export const earlierThanDue = defineProblem('earlier-than-due', 422, '延期后的时间须晚于现在的截止时间。')
export const alreadyAccepted = defineProblem('already-accepted', 409, '该报送已审核通过。')

export const extendDeadline = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/obligations/:obligation/extension',
  summary: '延期（须说明理由，理由一直可见）',
  access: { permission: 'deadline.change', on: 'obligation' },
  params: obligationParams,
  body: z.object({ newDueAt: instant, reason: z.string().trim().min(2).max(500) }),
  reply: obligationView,
  problems: [notFound, earlierThanDue, alreadyAccepted],
})

export const exemptObligation = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/obligations/:obligation/exemption',
  summary: '免报或取消免报（须说明理由）',
  access: { permission: 'deadline.change', on: 'obligation' },
  params: obligationParams,
  body: z.object({ exempt: z.boolean(), reason: z.string().trim().min(2).max(500) }),
  reply: obligationView,
  problems: [notFound, conflict],
})

/** Who to chase, with the text to paste into a group chat or to read out on the telephone. */
export const listMissing = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/missing',
  summary: '催报名单：某期未报单位及其联络员',
  access: { permission: 'report.review', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    task: z.string().max(64),
    period: z.string().max(64),
  }),
  reply: z.object({
    task: z.string(),
    periodTitle: z.string(),
    dueAt: instant,
    text: z.string(),
    units: z.array(
      unitReference.extend({
        obligationId: z.uuid(),
        state: obligationState,
        liaisons: z.array(z.object({ name: z.string(), mobile: z.string(), officePhone: z.string() })),
      }),
    ),
  }),
  problems: [notFound],
})
