import { z } from 'zod'
import { defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { signatureInput } from '../certificates/contract.ts'
import { phoneUnverified } from '../participants/contract.ts'
import { campaignParams } from '../campaign/contract.ts'

export const contestParams = campaignParams.extend({ contest: z.string().max(64) })
const attemptParams = contestParams.extend({ attempt: z.uuid() })
const place = z.coerce.number().int().min(1).max(200)

/** Places of the chosen options (from 1), the filled blanks, or true/false. */
export const answer = z.union([
  z.boolean(),
  z.array(z.number().int().min(1).max(20)).max(20),
  z.array(z.string().max(60)).max(8),
])
export type Answer = z.infer<typeof answer>

export const contestClosed = defineProblem('contest-closed', 409, '现在不在答题时间内。')
export const noAttemptLeft = defineProblem('no-attempt-left', 409, '计分答题的次数已经用完，可以继续练习。')
export const attemptOver = defineProblem('attempt-over', 409, '这次答题已经结束，答案不能再改。')
export const bankTooSmall = defineProblem('bank-too-small', 503, '题库正在准备，请稍后再来。')

/** A question as the citizen sees it: nothing in it tells the answer. */
export const shownQuestion = z.object({
  place: z.number().int(),
  kind: z.enum(['single', 'multiple', 'judge', 'blank', 'order']),
  stem: z.string(),
  /** Address of the picture and what it shows. */
  picture: z.object({ file: z.string(), alt: z.string() }).nullable(),
  /** In the order of this paper. */
  options: z.array(z.string()),
  points: z.number().int(),
})
export type ShownQuestion = z.infer<typeof shownQuestion>

/** A question after the end: what was right, why, and where it stands. */
export const explainedQuestion = shownQuestion.extend({
  given: answer.nullable(),
  right: z.boolean(),
  /** In words, with the letters of this paper. */
  rightAnswer: z.string(),
  explanation: z.string(),
  basis: z.array(z.string()),
  source: z.string().nullable(),
})
export type ExplainedQuestion = z.infer<typeof explainedQuestion>

export const attemptResult = z.object({
  points: z.number().int(),
  fullPoints: z.number().int(),
  passed: z.boolean().nullable(),
  usedMs: z.number().int(),
  handedIn: z.boolean(),
  questions: z.array(explainedQuestion),
})

export const attemptView = z.object({
  id: z.uuid(),
  contest: z.string(),
  phase: z.enum(['scored', 'daily']),
  unit: z.object({ code: z.string(), name: z.string() }),
  startedAt: z.iso.datetime(),
  /** What is left of the time, by the server's clock when it answered; null without a limit. */
  leftMs: z.number().int().nullable(),
  /** Scored attempts that are left after this one. */
  attemptsLeft: z.number().int(),
  /** While it runs. */
  questions: z.array(shownQuestion),
  answers: z.record(z.string(), answer),
  /** After it. */
  result: attemptResult.nullable(),
})
export type AttemptView = z.infer<typeof attemptView>

/** Starts an attempt, or goes on with the one that runs. */
export const startAttempt = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/contests/:contest/attempts',
  summary: '开始答题，或继续没有答完的一次',
  access: 'participant',
  params: contestParams,
  body: z.object({
    unit: z.string().max(64),
    phase: z.enum(['scored', 'daily']).default('scored'),
    /** 长辈版: half as much time again. */
    moreTime: z.boolean().default(false),
  }),
  reply: attemptView,
  problems: [notFound, contestClosed, noAttemptLeft, phoneUnverified, invalidInput, bankTooSmall],
})

export const readAttempt = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/contests/:contest/attempts/:attempt',
  summary: '本人的一次答题：进行中给题目，结束后给结果',
  access: 'participant',
  params: attemptParams,
  reply: attemptView,
  problems: [notFound],
})

/** Each answer is kept as it is given, so that nothing is lost with the network or the battery. */
export const saveAnswer = defineRoute({
  method: 'PUT',
  path: '/api/public/:campaign/contests/:contest/attempts/:attempt/answers/:place',
  summary: '保存一题的答案',
  access: 'participant',
  params: attemptParams.extend({ place }),
  body: z.object({ answer }),
  reply: z.object({ leftMs: z.number().int().nullable() }),
  problems: [notFound, attemptOver],
})

/** Grades once; asked again it says the same. Answers that were not saved yet may come with it. */
export const finishAttempt = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/contests/:contest/attempts/:attempt/finish',
  summary: '交卷',
  access: 'participant',
  params: attemptParams,
  body: z.object({ answers: z.record(z.string().regex(/^\d{1,3}$/), answer).default({}) }),
  reply: attemptView,
  problems: [notFound],
})

export const listOwnAttempts = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/contests/:contest/attempts',
  summary: '本人的答题记录',
  access: 'participant',
  params: contestParams,
  reply: z.object({
    attemptsLeft: z.number().int(),
    items: z.array(
      z.object({
        id: z.uuid(),
        phase: z.enum(['scored', 'daily']),
        startedAt: z.iso.datetime(),
        finished: z.boolean(),
        points: z.number().int().nullable(),
        fullPoints: z.number().int().nullable(),
      }),
    ),
  }),
  problems: [notFound],
})

export const notPassed = defineProblem('not-passed', 409, '这次答题没有达到合格线，还不能领取证书。')

/** The name goes onto the certificate and nowhere else; asked again, the certificate that there is. */
export const claimCertificate = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/contests/:contest/attempts/:attempt/certificate',
  summary: '合格后领取证书',
  access: 'participant',
  params: attemptParams,
  body: z.object({ signature: signatureInput }),
  reply: z.object({ code: z.string() }),
  problems: [notFound, notPassed],
})

/** A practice paper; nothing is stored, the token holds what the server needs to explain it. */
export const drawPractice = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/contests/:contest/practice',
  summary: '练习一套题',
  access: 'public',
  params: contestParams,
  reply: z.object({ token: z.string(), questions: z.array(shownQuestion) }),
  problems: [notFound, contestClosed, bankTooSmall],
})

export const explainPractice = defineRoute({
  method: 'POST',
  path: '/api/public/:campaign/contests/:contest/practice/answers',
  summary: '练习中答一题，立即看解析',
  access: 'public',
  params: contestParams,
  body: z.object({ token: z.string().max(500), place, answer }),
  reply: explainedQuestion,
  problems: [notFound],
})

const page = { method: 'GET', access: 'public', produces: 'text/html' } as const

export const showContest = defineRoute({
  ...page,
  path: '/p/:campaign/contests/:contest',
  summary: '答题活动介绍页',
  params: contestParams,
  problems: [notFound],
})

/** The quiz while an attempt runs, its result afterwards; only for the device that answers. */
export const showAttempt = defineRoute({
  ...page,
  path: '/p/:campaign/contests/:contest/attempts/:attempt',
  summary: '答题页和结果页',
  params: attemptParams,
  problems: [notFound],
})

export const showPractice = defineRoute({
  ...page,
  path: '/p/:campaign/contests/:contest/practice',
  summary: '练习页',
  params: contestParams,
  problems: [notFound, contestClosed, bankTooSmall],
})
