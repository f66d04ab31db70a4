import { z } from 'zod'
import { conflict, defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { contestParams } from './contract.ts'

const instant = z.iso.datetime()
const boardState = z.enum(['live', 'frozen', 'off'])

export const noStanding = defineProblem(
  'no-standing',
  409,
  '完成一次计分答题后才会上榜，之后可以填写榜上的称呼。',
)
export const noBoard = defineProblem('no-board', 409, '这项答题没有设排行榜。')
export const boardUnchanged = defineProblem('board-unchanged', 409, '排行榜已经是这个状态，请刷新。')

const boardLine = z.object({
  place: z.number().int(),
  /** 王*, or 参与者 with four letters where no name was given. */
  name: z.string(),
  points: z.number().int(),
  usedMs: z.number().int(),
  reachedAt: instant,
  own: z.boolean(),
})

export const boardView = z.object({
  /** `frozen`: places as they were at `since`; `off`: nothing is shown. */
  state: boardState,
  since: instant.nullable(),
  items: z.array(boardLine),
  /** Of the device that asks; `place` is exact up to 10,000, then null. */
  own: boardLine.omit({ own: true, place: true }).extend({ place: z.number().int().nullable() }).nullable(),
})
export type BoardView = z.infer<typeof boardView>

export const readBoard = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/contests/:contest/board',
  summary: '个人排行榜前 50 名，以及本人的名次',
  access: 'public',
  params: contestParams,
  reply: boardView,
  problems: [notFound],
})

export const giveBoardName = defineRoute({
  method: 'PUT',
  path: '/api/public/:campaign/contests/:contest/board/name',
  summary: '填写或去掉榜上的称呼（服务器只保存隐去后的写法）',
  access: 'participant',
  params: contestParams,
  body: z.object({
    name: z
      .string()
      .trim()
      .regex(/^[\p{L}·. ]{1,30}$/u, '请填写姓名，只用文字')
      .nullable(),
  }),
  reply: z.object({ name: z.string() }),
  problems: [notFound, noStanding],
})

export const showBoard = defineRoute({
  method: 'GET',
  path: '/p/:campaign/contests/:contest/board',
  summary: '个人排行榜页面',
  access: 'public',
  params: contestParams,
  produces: 'text/html',
  problems: [notFound],
})

const deskParams = contestParams

export const boardHistory = z.object({
  state: boardState,
  changes: z.array(
    z.object({
      state: boardState,
      reason: z.string(),
      at: instant,
      by: z.string(),
      places: z.number().int(),
    }),
  ),
  may: z.object({ manage: z.boolean() }),
})

export const readBoardHistory = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/board',
  summary: '排行榜的开关和快照，最近的在前',
  access: { permission: 'contest.read', on: 'scope' },
  params: deskParams,
  reply: boardHistory,
  problems: [notFound],
})

/** `frozen` keeps the first 10,000 places of this moment; the reason is for the record, the instant is published. */
export const changeBoard = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/contests/:contest/board',
  summary: '公开、冻结（留快照）或关闭排行榜',
  access: { permission: 'contest.manage', on: 'deployment' },
  params: deskParams,
  body: z.object({ state: boardState, reason: z.string().trim().min(2, '请写明原因').max(500) }),
  reply: boardHistory,
  problems: [notFound, noBoard, boardUnchanged, conflict],
})
