import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'
import { contestParams, explainedQuestion } from './contract.ts'

const instant = z.iso.datetime()
const read = { permission: 'contest.read', on: 'scope' } as const
/** Parts of a whole, 0 to 1; null where there is no whole. */
const share = z.number().nullable()

export const listContests = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests',
  summary: '线上答题一览',
  access: read,
  params: campaignParams,
  reply: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        opens: z.iso.date(),
        closes: z.iso.date(),
        attempts: z.number().int(),
        leaderboard: z.boolean(),
        draw: z.boolean(),
      }),
    ),
  }),
  problems: [notFound],
})

const takenPart = z.object({
  people: z.number().int(),
  attempts: z.number().int(),
  /** Of the people, who reached the pass mark at least once. */
  passedShare: share,
})

export const contestParticipation = z.object({
  title: z.string(),
  total: takenPart,
  /** In the order of the directory; never by numbers. */
  units: z.array(takenPart.extend({ unit: unitReference })),
  days: z.array(z.object({ day: z.iso.date(), people: z.number().int(), attempts: z.number().int() })),
})
export type ContestParticipation = z.infer<typeof contestParticipation>

export const readContestParticipation = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/participation',
  summary: '各单位和各日参加情况，供工作参考，不作排名',
  access: read,
  params: contestParams,
  reply: contestParticipation,
  problems: [notFound],
})

const analysedQuestion = z.object({
  bank: z.string(),
  key: z.string(),
  stem: z.string(),
  kind: z.enum(['single', 'multiple', 'judge', 'blank', 'order']),
  difficulty: z.number().int(),
  shown: z.number().int(),
  rightShare: z.number(),
  /** Correlation of the question with the rest of the paper (point-biserial); null below 30 answers or without spread. */
  discrimination: z.number().nullable(),
  /** Of those who were wrong, the option that most of them chose. */
  commonWrong: z.object({ text: z.string(), share: z.number() }).nullable(),
  warnings: z.array(z.enum(['too-easy', 'too-hard', 'poor-discrimination'])),
})
export type AnalysedQuestion = z.infer<typeof analysedQuestion>

export const questionAnalysis = z.object({
  /** Scored attempts that were looked at, the latest; never more than `most`. */
  attempts: z.number().int(),
  most: z.number().int(),
  madeAt: instant,
  questions: z.array(analysedQuestion),
})
export type QuestionAnalysis = z.infer<typeof questionAnalysis>

export const analyseQuestions = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/questions',
  summary: '题目分析：答对率、区分度、最常错选',
  access: read,
  params: contestParams,
  reply: questionAnalysis,
  problems: [notFound],
})

export const analysisXlsx = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/analysis.xlsx',
  summary: '参加情况和题目分析，Excel 文件',
  access: read,
  params: contestParams,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  problems: [notFound],
})

const attemptLine = z.object({
  id: z.uuid(),
  phase: z.enum(['scored', 'daily']),
  unit: unitReference,
  /** Masked number, or null; `mark` tells two participants apart. */
  phone: z.string().nullable(),
  mark: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  points: z.number().int().nullable(),
  fullPoints: z.number().int().nullable(),
  usedMs: z.number().int().nullable(),
})
export type AttemptLine = z.infer<typeof attemptLine>

export const listAttempts = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/attempts',
  summary: '答卷，最近的在前（不显示姓名）',
  access: read,
  params: contestParams,
  query: z.object({
    q: z.string().trim().max(64).optional().describe('答卷编号、证书编号或抽奖编号'),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(attemptLine), next: z.string().nullable() }),
  problems: [notFound],
})

export const attemptRunning = defineProblem('attempt-running', 409, '这份答卷还没有交，交卷后才能复核。')

export const attemptAudit = z.object({
  attempt: attemptLine,
  day: z.iso.date(),
  /** Which attempt of this person it is within the limit. */
  number: z.number().int(),
  bankVersion: z.string(),
  handedIn: z.boolean(),
  /** Each thing that was derived again, and whether it is what was stored. */
  checks: z.array(z.object({ name: z.string(), stored: z.string(), again: z.string(), same: z.boolean() })),
  same: z.boolean(),
  questions: z.array(explainedQuestion.extend({ key: z.string(), storedRight: z.boolean() })),
})
export type AttemptAudit = z.infer<typeof attemptAudit>

export const auditAttempt = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/attempts/:attempt/audit',
  summary: '复核一份答卷：由人、日期、题库版本重新出卷并重新判分',
  access: read,
  params: contestParams.extend({ attempt: z.uuid() }),
  reply: attemptAudit,
  problems: [notFound, attemptRunning],
})
