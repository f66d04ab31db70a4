import { z } from 'zod'
import { conflict, defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { contestParams } from './contract.ts'

const instant = z.iso.datetime()

export const noDraw = defineProblem('no-draw', 409, '这项答题没有设抽奖，或者没有合格线。')
export const drawCommitted = defineProblem('draw-committed', 409, '抽奖承诺已经公布，不能再改。')
export const witnessNeeded = defineProblem(
  'witness-needed',
  409,
  '答题已经结束，名单已定，须写明一个此刻还没有产生的公开数字（如次日的体彩开奖号码）一并计算。',
)
export const drawNotCommitted = defineProblem('draw-not-committed', 409, '请先公布抽奖承诺。')
export const contestNotOver = defineProblem(
  'contest-not-over',
  409,
  '答题还没有结束，或还有答卷没有交，请稍后再截止名单。',
)
export const drawClosed = defineProblem('draw-closed', 409, '抽奖名单已经截止，不能再截止一次。')
export const drawNotClosed = defineProblem('draw-not-closed', 409, '请先截止抽奖名单。')
export const drawHeld = defineProblem('draw-held', 409, '已经开奖，不能再开一次。')
export const witnessValueNeeded = defineProblem('witness-value-needed', 409, '请填写承诺中写明的公开数字。')
export const claimUnknown = defineProblem('claim-unknown', 404, '这个领奖码没有中奖，请核对后再输。')
export const claimedBefore = defineProblem('claimed-before', 409, '这个奖已经领过了。')

/** What everybody may know of a draw, in the order in which it becomes known. docs/draw.md says how it is repeated. */
export const drawView = z.object({
  prize: z.string(),
  winners: z.number().int(),
  committed: z.object({ at: instant, commitment: z.string(), witness: z.string().nullable() }).nullable(),
  closed: z.object({ at: instant, entries: z.number().int(), digest: z.string() }).nullable(),
  held: z
    .object({
      at: instant,
      seed: z.string(),
      witnessValue: z.string().nullable(),
      winners: z.array(z.object({ place: z.number().int(), code: z.string() })),
    })
    .nullable(),
})
export type DrawView = z.infer<typeof drawView>

const ownEntry = z.object({
  /** On the public list. */
  code: z.string(),
  /** Shown on this device only; whoever shows it takes the prize. */
  claimCode: z.string(),
  /** Null before the draw and for who has not won. */
  place: z.number().int().nullable(),
  claimedAt: instant.nullable(),
})

export const showDraw = defineRoute({
  method: 'GET',
  path: '/p/:campaign/contests/:contest/draw',
  summary: '抽奖页面：承诺、名单摘要、结果',
  access: 'public',
  params: contestParams,
  produces: 'text/html',
  problems: [notFound],
})

export const downloadDraw = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/contests/:contest/draw.json',
  summary: '抽奖的全部公开事实，任何人可据此重算',
  access: 'public',
  params: contestParams,
  produces: 'application/json',
  problems: [notFound],
})

export const readOwnEntry = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/contests/:contest/draw/mine',
  summary: '本机在抽奖名单中的编号和领奖码',
  access: 'participant',
  params: contestParams,
  reply: z.object({ closed: z.boolean(), held: z.boolean(), entry: ownEntry.nullable() }),
  problems: [notFound],
})

const deskDraw = drawView.extend({
  claims: z.array(z.object({ place: z.number().int(), at: instant, by: z.string() })),
  /** What can be done next; null where nothing can or this person may not. */
  next: z.enum(['commit', 'close', 'draw', 'claim']).nullable(),
  /** The contest's last day is over, so a promise needs a witness. */
  over: z.boolean(),
})
export type DeskDraw = z.infer<typeof deskDraw>

const manage = { permission: 'contest.manage', on: 'deployment' } as const

export const readDraw = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/contests/:contest/draw',
  summary: '抽奖进行到哪一步',
  access: { permission: 'contest.read', on: 'scope' },
  params: contestParams,
  reply: deskDraw.nullable(),
  problems: [notFound],
})

export const commitDraw = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/contests/:contest/draw',
  summary: '公布抽奖承诺（种子的摘要、奖品、名额）',
  access: manage,
  params: contestParams,
  body: z.object({
    /** A public figure that nobody knows yet. */
    witness: z.string().trim().min(4, '请写清楚是哪一个公开数字').max(100).nullable(),
  }),
  reply: deskDraw,
  problems: [notFound, noDraw, drawCommitted, witnessNeeded, conflict],
})

export const closeDraw = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/contests/:contest/draw/closing',
  summary: '截止抽奖名单并公布名单摘要',
  access: manage,
  params: contestParams,
  reply: deskDraw,
  problems: [notFound, drawNotCommitted, contestNotOver, drawClosed, conflict],
})

export const holdDraw = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/contests/:contest/draw/result',
  summary: '开奖：公布种子并算出中奖编号',
  access: manage,
  params: contestParams,
  body: z.object({ witnessValue: z.string().trim().min(1).max(200).nullable() }),
  reply: deskDraw,
  problems: [notFound, drawNotClosed, drawHeld, witnessValueNeeded, conflict],
})

export const claimPrize = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/contests/:contest/draw/claims',
  summary: '核验领奖码并记下已领',
  access: manage,
  params: contestParams,
  body: z.object({ claimCode: z.string().max(30) }),
  reply: z.object({ place: z.number().int(), code: z.string() }),
  problems: [notFound, claimUnknown, claimedBefore],
})
