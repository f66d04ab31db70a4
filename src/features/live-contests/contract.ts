import { z } from 'zod'
import { conflict, defineProblem, forbidden, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'
import { questionSchema } from '../questions/question.ts'
import { hostMoment } from './moment.ts'
import { liveSetup } from './setup.ts'

const word = z.string().max(64)
const path = '/api/campaigns/:campaign/live-contests/:live'
const liveParams = campaignParams.extend({ live: z.uuid() })
const run = { permission: 'live.run', on: 'live' } as const

export const liveBegun = defineProblem(
  'live-begun',
  409,
  '比赛已经开始，题目和队伍不能再改；彩排过的请先在主持页“清空重来”。',
)
export const liveMovedOn = defineProblem('live-moved-on', 409, '比赛已经往前走了一步，请看清屏幕再操作。')
export const liveNotNow = defineProblem('live-not-now', 409, '现在不能这样操作。')
export const liveChanged = defineProblem('live-changed', 409, '设置已在另一处被修改，请刷新后再改。')

const liveLine = z.object({
  id: z.uuid(),
  title: z.string(),
  day: z.iso.date(),
  place: z.string(),
  unit: unitReference,
  phase: z.string(),
  teams: z.array(z.string()),
  questions: z.number(),
})
export type LiveLine = z.infer<typeof liveLine>

export const listLiveContests = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/live-contests',
  summary: '现场竞赛，最近的在前',
  access: { permission: 'live.run', on: 'scope' },
  params: campaignParams,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(liveLine), next: z.string().nullable() }),
  problems: [notFound],
})

/** The id is the caller's own (a new UUID), so that a repeated sending makes one contest. */
export const createLiveContest = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/live-contests',
  summary: '新建现场竞赛（编号由提交方给出，重复提交只建一场）',
  access: { permission: 'live.run', on: 'unit' },
  params: campaignParams,
  query: z.object({ unit: word.optional() }),
  body: z.object({ id: z.uuid(), setup: liveSetup }),
  reply: z.object({ id: z.uuid() }),
  status: 201,
  problems: [notFound, invalidInput, conflict],
})

export const readLiveContest = defineRoute({
  method: 'GET',
  path,
  summary: '一场现场竞赛：队伍、环节、题目（含答案）和此刻的状态',
  access: run,
  params: liveParams,
  reply: z.object({
    id: z.uuid(),
    unit: unitReference,
    version: z.number(),
    setup: liveSetup,
    /** Contests of the campaign that it may be the final of. */
    contests: z.array(z.object({ key: z.string(), title: z.string() })),
    moment: hostMoment,
  }),
  problems: [notFound],
})

export const saveLiveSetup = defineRoute({
  method: 'PUT',
  path: `${path}/setup`,
  summary: '修改现场竞赛的队伍、环节和题目（开始之前）',
  access: run,
  params: liveParams,
  body: z.object({ baseVersion: z.int().min(1), setup: liveSetup }),
  reply: z.object({ version: z.number() }),
  problems: [notFound, invalidInput, conflict, liveChanged, liveBegun],
})

export const deleteLiveContest = defineRoute({
  method: 'DELETE',
  path,
  summary: '删除没有开始过的现场竞赛',
  access: run,
  params: liveParams,
  problems: [notFound, liveBegun],
})

const team = z.uuid()
export const hostAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('begin-round'), round: z.uuid(), teams: z.array(team).max(8).optional() }),
  z.object({ do: z.literal('set-turn'), team, stake: z.int().nullable() }),
  z.object({ do: z.literal('show-question') }),
  z.object({ do: z.literal('substitute') }),
  z.object({ do: z.literal('open') }),
  z.object({ do: z.literal('decide'), team }),
  z.object({ do: z.literal('judge'), right: z.boolean() }),
  z.object({ do: z.literal('show-answer') }),
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('resume') }),
  z.object({
    do: z.literal('adjust'),
    team,
    points: z.int('请填整数').min(-1000, '不小于 -1000').max(1000, '不超过 1000'),
    note: z.string().trim().min(2, '请写明原因').max(100, '不超过 100 字'),
  }),
  z.object({ do: z.literal('undo') }),
  z.object({ do: z.literal('take-back'), event: z.int().min(1) }),
  z.object({ do: z.literal('end'), count: z.boolean() }),
  z.object({ do: z.literal('restart') }),
])

export const actOnLiveContest = defineRoute({
  method: 'POST',
  path: `${path}/actions`,
  summary: '主持现场竞赛：出题、开始抢答、判定、撤回等',
  access: run,
  params: liveParams,
  body: z.object({
    /** The host's last line as the screen showed it. */
    turn: z.int().min(0),
    action: hostAction,
  }),
  reply: hostMoment,
  problems: [notFound, invalidInput, liveMovedOn, liveNotNow],
})

const eventLine = z.object({
  number: z.number(),
  at: z.iso.datetime(),
  kind: z.string(),
  text: z.string(),
  by: z.string().nullable(),
  inForce: z.boolean(),
  points: z.number().nullable(),
  mayTakeBack: z.boolean(),
})
export type EventLine = z.infer<typeof eventLine>

export const listLiveEvents = defineRoute({
  method: 'GET',
  path: `${path}/events`,
  summary: '现场竞赛的过程记录，最近的在前',
  access: run,
  params: liveParams,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(eventLine), next: z.string().nullable() }),
  problems: [notFound],
})

export const readLiveLinks = defineRoute({
  method: 'GET',
  path: `${path}/links`,
  summary: '各队抢答器的加入网址（每队一个，只给主持人）',
  access: run,
  params: liveParams,
  reply: z.object({
    screen: z.string(),
    items: z.array(z.object({ team, name: z.string(), url: z.string() })),
  }),
  problems: [notFound],
})

export const replaceLiveLink = defineRoute({
  method: 'POST',
  path: `${path}/teams/:team/link`,
  summary: '更换一队的抢答器：原来的手机和网址失效',
  access: run,
  params: liveParams.extend({ team }),
  reply: z.object({ team, name: z.string(), url: z.string() }),
  problems: [notFound],
})

const questionFilter = {
  bank: word.optional(),
  tag: word.optional(),
  kind: z.enum(['single', 'multiple', 'judge', 'blank', 'order']).optional(),
  difficulty: z.coerce.number().int().min(1).max(3).optional(),
  q: z.string().trim().max(50).optional().describe('题干中的字'),
}
export const questionFilterSchema = z.object(questionFilter)
export type QuestionFilter = z.infer<typeof questionFilterSchema>

export const listLiveQuestions = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/live-questions',
  summary: '可用于现场竞赛的题目（含答案）',
  access: { permission: 'live.run', on: 'scope' },
  params: campaignParams,
  query: z.object({
    ...questionFilter,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({
    items: z.array(questionSchema),
    next: z.string().nullable(),
    total: z.number(),
    banks: z.array(z.object({ key: z.string(), title: z.string(), tags: z.record(z.string(), z.string()) })),
  }),
  problems: [notFound],
})

export const pickLiveQuestions = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/live-questions/pick',
  summary: '按条件随机抽取若干道题',
  access: { permission: 'live.run', on: 'scope' },
  params: campaignParams,
  body: z.object({
    ...questionFilter,
    take: z.int().min(1).max(100),
    /** Keys of questions that are in the contest already. */
    without: z.array(z.string().max(200)).max(4_000).default([]),
  }),
  reply: z.object({ items: z.array(questionSchema) }),
  problems: [notFound, invalidInput],
})

export const liveResultDocx = defineRoute({
  method: 'GET',
  path: `${path}/result.docx`,
  summary: '成绩单（.docx）',
  access: run,
  params: liveParams,
  produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  problems: [notFound, forbidden],
})

export const liveEventsXlsx = defineRoute({
  method: 'GET',
  path: `${path}/events.xlsx`,
  summary: '过程记录（.xlsx）',
  access: run,
  params: liveParams,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  problems: [notFound, forbidden],
})

export const liveStream = {
  path: `${path}/stream`,
  summary: '主持页随时更新（Server-Sent Events）',
  access: run,
}
