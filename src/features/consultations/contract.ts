import { z } from 'zod'
import { defineProblem, invalidInput, notFound, tooManyRequests } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { citizenFileGone, citizenFileView } from '../citizen-files/contract.ts'
import { unitReference } from '../org/contract.ts'
import { channelClosed, phoneUnverified } from '../participants/contract.ts'
import { questionStates } from './rules.ts'

const instant = z.iso.datetime()
const cursor = z.string().max(200).optional()
const consultationParams = campaignParams.extend({ consultation: z.string().max(64) })
const questionParams = consultationParams.extend({ question: z.uuid() })
const sessionParams = consultationParams.extend({ session: z.uuid() })

// Pages

const page = { method: 'GET', access: 'public', produces: 'text/html', problems: [notFound] } as const
const base = '/p/:campaign/consultations/:consultation'

export const showFaqList = defineRoute({
  ...page,
  path: base,
  summary: '专家会诊：可搜索的问答',
  params: consultationParams,
  query: z.object({ q: z.string().trim().max(60).optional(), field: z.string().max(64).optional(), cursor }),
})

export const showFaq = defineRoute({
  ...page,
  path: `${base}/faq/:question`,
  summary: '专家会诊：一问一答',
  params: questionParams,
})

export const showAsk = defineRoute({
  ...page,
  path: `${base}/ask`,
  summary: '专家会诊：提问',
  params: consultationParams,
})

export const showOwnQuestions = defineRoute({
  ...page,
  path: `${base}/mine`,
  summary: '专家会诊：我的提问',
  params: consultationParams,
})

export const showSessions = defineRoute({
  ...page,
  path: `${base}/sessions`,
  summary: '线上会诊场次',
  params: consultationParams,
})

// What a citizen does

const open = '/api/public/:campaign/consultations/:consultation'

export const tooManyQuestions = defineProblem(
  'too-many-questions',
  409,
  '您还有几个问题正在等待答复，答复后可以再提。',
)
export const questionSentBefore = defineProblem('question-sent-before', 409, '这个问题已经提交过。')

/** The id is chosen by the device; the receipt is the same however often it is sent. */
export const askQuestion = defineRoute({
  method: 'PUT',
  path: `${open}/questions/:question`,
  summary: '向专家提问（可匿名）',
  access: 'participant',
  params: questionParams,
  body: z.object({
    title: z.string().trim().min(2, '请用一句话写明问题').max(60, '标题不超过 60 个字'),
    body: z.string().trim().min(2, '请说说情况').max(2000, '不超过 2000 个字'),
    unit: z.string().min(1, '请选择县（市、区）或者部门').max(64),
    field: z.string().min(1, '请选择领域').max(64),
    /** Empty: anonymous. */
    signature: z.string().trim().max(20).default(''),
    /** Question and answer may be published, without the name. */
    mayPublish: z.boolean().default(false),
    files: z.array(z.uuid()).max(5).default([]),
  }),
  reply: z.object({ receipt: z.string() }),
  problems: [
    notFound,
    invalidInput,
    channelClosed,
    phoneUnverified,
    tooManyQuestions,
    questionSentBefore,
    citizenFileGone,
    tooManyRequests,
  ],
})

const ownQuestion = z.object({
  title: z.string(),
  body: z.string(),
  askedAt: instant,
  state: z.enum(questionStates),
  answer: z.object({ content: z.string(), at: instant, revised: z.boolean() }).nullable(),
  closedReason: z.string().nullable(),
})
export type OwnQuestion = z.infer<typeof ownQuestion>

/** Sent in the body: an address is kept in histories and logs. */
export const findByReceipt = defineRoute({
  method: 'POST',
  path: `${open}/receipts`,
  summary: '凭回执号查看会诊答复',
  access: 'participant',
  params: consultationParams,
  body: z.object({ receipt: z.string().trim().min(1, '请输入回执号').max(40) }),
  reply: ownQuestion,
  problems: [notFound, tooManyRequests],
})

export const sessionFull = defineProblem('session-full', 409, '这一场的名额已经约满，请看看其他场次。')
export const sessionOver = defineProblem('session-over', 409, '这一场已经开始、结束或者取消，不能再预约。')

const seats = z.object({ booked: z.boolean(), link: z.string().nullable(), left: z.number() })

export const bookSession = defineRoute({
  method: 'PUT',
  path: `${open}/sessions/:session/booking`,
  summary: '预约线上会诊',
  access: 'participant',
  params: sessionParams,
  reply: seats,
  problems: [notFound, phoneUnverified, sessionFull, sessionOver, tooManyRequests],
})

export const unbookSession = defineRoute({
  method: 'DELETE',
  path: `${open}/sessions/:session/booking`,
  summary: '取消预约线上会诊',
  access: 'participant',
  params: sessionParams,
  reply: seats,
  problems: [notFound, sessionOver],
})

/** For the calendar of who has a seat: time, title and link, nothing about persons. */
export const downloadEvent = defineRoute({
  method: 'GET',
  path: `${open}/sessions/:session/event.ics`,
  summary: '线上会诊的日历文件（已预约者）',
  access: 'participant',
  params: sessionParams,
  produces: 'text/calendar',
  problems: [notFound],
})

// Staff

const desk = '/api/campaigns/:campaign/consultations'
const named = { params: campaignParams.extend({ question: z.uuid() }) }

const answer = z.object({
  revision: z.number(),
  content: z.string(),
  writtenBy: z.string(),
  writtenAt: instant,
  publishedAt: instant.nullable(),
})

export const questionView = z.object({
  id: z.uuid(),
  consultation: z.string(),
  unit: unitReference,
  title: z.string(),
  body: z.string(),
  signature: z.string().nullable(),
  mayPublish: z.boolean(),
  field: z.string(),
  expert: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(questionStates),
  closedReason: z.string().nullable(),
  askedAt: instant,
  files: z.array(citizenFileView),
  /** The latest first; the first may be a draft. */
  answers: z.array(answer),
  faq: z.object({ at: instant, title: z.string(), question: z.string() }).nullable(),
  may: z.object({ manage: z.boolean() }),
})
export type QuestionView = z.infer<typeof questionView>

/** The office sees the questions of its units, an expert those assigned to him. */
export const listQuestions = defineRoute({
  method: 'GET',
  path: `${desk}/questions`,
  summary: '会诊问题清单',
  access: { permission: 'consultation.answer', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    state: z.enum(questionStates).default('open'),
    field: z.string().max(64).optional(),
    q: z.string().trim().max(50).optional(),
    cursor,
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({
    items: z.array(questionView),
    next: z.string().nullable(),
    counts: z.object({ open: z.number(), answered: z.number(), closed: z.number() }),
    may: z.object({ manage: z.boolean() }),
  }),
  problems: [notFound],
})

export const listExperts = defineRoute({
  method: 'GET',
  path: `${desk}/experts`,
  summary: '可以分派的专家',
  access: { permission: 'consultation.manage', on: 'scope' },
  params: campaignParams,
  reply: z.object({
    items: z.array(z.object({ id: z.string(), name: z.string(), unit: unitReference })),
    next: z.string().nullable(),
  }),
  problems: [notFound],
})

export const noSuchExpert = defineProblem(
  'no-such-expert',
  422,
  '没有这位专家，或者他不负责提问者所在的单位。请在账号里授予专家角色。',
)

export const assignQuestion = defineRoute({
  ...named,
  method: 'POST',
  path: `${desk}/questions/:question/assignment`,
  summary: '把会诊问题分派到领域和专家',
  access: { permission: 'consultation.manage', on: 'question' },
  body: z.object({ field: z.string().min(1).max(64), expert: z.string().max(64).nullable() }),
  reply: questionView,
  problems: [notFound, invalidInput, noSuchExpert],
})

export const answerChanged = defineProblem(
  'answer-changed',
  409,
  '答复刚被别人改过，请刷新后再写；您写的内容还在本页。',
)
export const questionClosed = defineProblem('question-closed', 409, '这个问题已经结束，请先恢复。')

/** A draft is changed in place; what was published stays, and writing again makes the next revision. */
export const writeAnswer = defineRoute({
  ...named,
  method: 'PUT',
  path: `${desk}/questions/:question/answer`,
  summary: '答复会诊问题（草稿或发布）',
  access: { permission: 'consultation.answer', on: 'question' },
  body: z.object({
    content: z.string().trim().min(2, '请写明答复').max(5000, '不超过 5000 个字'),
    publish: z.boolean(),
    /** When the newest revision was written that the writer saw; null when there was none. */
    seen: instant.nullable(),
  }),
  reply: questionView,
  problems: [notFound, invalidInput, answerChanged, questionClosed],
})

/** Without an answer, for a reason that the asker reads; `reason` null takes it up again. */
export const closeQuestion = defineRoute({
  ...named,
  method: 'POST',
  path: `${desk}/questions/:question/closing`,
  summary: '不答复会诊问题（写明原因），或恢复',
  access: { permission: 'consultation.manage', on: 'question' },
  body: z.object({ reason: z.string().trim().min(2, '请写明原因').max(500).nullable() }),
  reply: questionView,
  problems: [notFound, invalidInput, questionClosed],
})

export const notForPublishing = defineProblem(
  'not-for-publishing',
  409,
  '提问者没有同意公开，或者还没有答复，不能放进问答。',
)

export const publishFaq = defineRoute({
  ...named,
  method: 'PUT',
  path: `${desk}/questions/:question/faq`,
  summary: '把问题和答复公开到问答（提问者同意的）',
  access: { permission: 'consultation.manage', on: 'question' },
  body: z.object({
    title: z.string().trim().min(2).max(60),
    question: z.string().trim().min(2).max(2000),
  }),
  reply: questionView,
  problems: [notFound, invalidInput, notForPublishing],
})

export const hideFaq = defineRoute({
  ...named,
  method: 'DELETE',
  path: `${desk}/questions/:question/faq`,
  summary: '从问答撤下',
  access: { permission: 'consultation.manage', on: 'question' },
  reply: questionView,
  problems: [notFound],
})

export const questionFilePath = `${desk}/questions/:question/files/:file`

export const sessionView = z.object({
  id: z.uuid(),
  consultation: z.string(),
  unit: unitReference,
  title: z.string(),
  intro: z.string(),
  field: z.string(),
  expert: z.string(),
  startsAt: instant,
  endsAt: instant,
  seats: z.number(),
  booked: z.number(),
  link: z.string(),
  version: z.number(),
  cancelledAt: instant.nullable(),
  heldAt: instant.nullable(),
  participants: z.number().nullable(),
})
export type SessionView = z.infer<typeof sessionView>

export const listSessions = defineRoute({
  method: 'GET',
  path: `${desk}/sessions`,
  summary: '线上会诊场次（管理）',
  access: { permission: 'consultation.manage', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64).optional(),
    cursor,
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({ items: z.array(sessionView), next: z.string().nullable() }),
  problems: [notFound],
})

export const sessionChanged = defineProblem('session-changed', 409, '这一场刚被别人改过，请刷新。')
export const fewerSeats = defineProblem('fewer-seats', 409, '名额不能少于已经预约的人数。')

/** The id is chosen by the page: the same sent again is the same session. */
export const saveSession = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/units/:unit/consultation-sessions/:session',
  summary: '安排或修改线上会诊',
  access: { permission: 'consultation.manage', on: 'unit' },
  params: campaignParams.extend({ unit: z.string().max(64), session: z.uuid() }),
  body: z.object({
    /** 0: a new one. */
    version: z.int().min(0),
    consultation: z.string().max(64),
    title: z.string().trim().min(2, '请写标题').max(60),
    intro: z.string().trim().max(500).default(''),
    field: z.string().max(64),
    expert: z.string().trim().min(2, '请写专家怎样称呼').max(60),
    startsAt: instant,
    endsAt: instant,
    seats: z.int().min(1, '至少一个名额').max(10_000),
    link: z.url({ protocol: /^https$/, message: '请填写 https:// 开头的会议链接' }).max(500),
  }),
  reply: sessionView,
  problems: [notFound, invalidInput, sessionChanged, fewerSeats],
})

const ofSession = { params: campaignParams.extend({ session: z.uuid() }) }

export const cancelSession = defineRoute({
  ...ofSession,
  method: 'POST',
  path: `${desk}/sessions/:session/cancellation`,
  summary: '取消线上会诊',
  access: { permission: 'consultation.manage', on: 'session' },
  reply: sessionView,
  problems: [notFound, sessionChanged],
})

export const sessionNotBegun = defineProblem('session-not-begun', 409, '这一场还没有开始，开始后再登记。')

/** Held: counts one session and its participants for the unit; saying it again corrects the number. */
export const holdSession = defineRoute({
  ...ofSession,
  method: 'POST',
  path: `${desk}/sessions/:session/held`,
  summary: '登记线上会诊已举行和参加人数',
  access: { permission: 'consultation.manage', on: 'session' },
  body: z.object({ participants: z.int().min(0).max(1_000_000) }),
  reply: sessionView,
  problems: [notFound, invalidInput, sessionChanged, sessionNotBegun],
})
