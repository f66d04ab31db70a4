import { z } from 'zod'
import { defineProblem, invalidInput, notFound, tooManyRequests } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { citizenFileGone, citizenFileView } from '../citizen-files/contract.ts'
import { unitReference } from '../org/contract.ts'
import { channelClosed, phoneUnverified } from '../participants/contract.ts'
import { entryStates } from './rules.ts'

const instant = z.iso.datetime()
const topicParams = campaignParams.extend({ topic: z.string().max(64) })
const entryParams = topicParams.extend({ entry: z.uuid() })

export const tooManyEntries = defineProblem(
  'too-many-entries',
  409,
  '您的作品已经够多了。撤回一件后，可以再交一件。',
)
export const entrySentBefore = defineProblem(
  'entry-sent-before',
  409,
  '这件作品已经交过，内容不能再改；请撤回后重新提交。',
)

// Pages

const page = { method: 'GET', access: 'public', produces: 'text/html', problems: [notFound] } as const
const cursor = z.string().max(200).optional()

export const showGallery = defineRoute({
  ...page,
  path: '/p/:campaign/topics/:topic',
  summary: '话题作品展示',
  params: topicParams,
  query: z.object({ sort: z.enum(['latest', 'selected']).default('latest'), cursor }),
})

export const showNewEntry = defineRoute({
  ...page,
  path: '/p/:campaign/topics/:topic/new',
  summary: '提交话题作品',
  params: topicParams,
})

export const showOwnEntries = defineRoute({
  ...page,
  path: '/p/:campaign/topics/:topic/mine',
  summary: '我的话题作品',
  params: topicParams,
})

export const showEntry = defineRoute({
  ...page,
  path: '/p/:campaign/topics/:topic/entries/:entry',
  summary: '话题作品',
  params: entryParams,
})

// What a citizen does

const publicEntry = '/api/public/:campaign/topics/:topic/entries/:entry'

/** The id is chosen by the device: a repeated sending is the same entry. */
export const submitEntry = defineRoute({
  method: 'PUT',
  path: publicEntry,
  summary: '提交话题作品（先审核后发布）',
  access: 'participant',
  params: entryParams,
  body: z.object({
    title: z.string().trim().min(2, '请写标题，至少 2 个字').max(40, '标题不超过 40 个字'),
    body: z.string().trim().max(5000).default(''),
    unit: z.string().min(1, '请选择县（市、区）或者部门').max(64),
    signature: z.string().trim().max(20).default(''),
    files: z.array(z.uuid()).max(9).default([]),
  }),
  reply: z.object({ id: z.uuid(), state: z.enum(entryStates) }),
  problems: [
    notFound,
    invalidInput,
    channelClosed,
    phoneUnverified,
    tooManyEntries,
    entrySentBefore,
    citizenFileGone,
    tooManyRequests,
  ],
})

export const withdrawEntry = defineRoute({
  method: 'POST',
  path: `${publicEntry}/withdrawal`,
  summary: '撤回自己的话题作品',
  access: 'participant',
  params: entryParams,
  reply: z.object({ state: z.enum(entryStates) }),
  problems: [notFound],
})

const likes = z.object({ likes: z.number(), liked: z.boolean() })
const likeProblems = [notFound, channelClosed, tooManyRequests]

export const likeEntry = defineRoute({
  method: 'PUT',
  path: `${publicEntry}/like`,
  summary: '给作品点赞',
  access: 'participant',
  params: entryParams,
  reply: likes,
  problems: likeProblems,
})

export const unlikeEntry = defineRoute({
  method: 'DELETE',
  path: `${publicEntry}/like`,
  summary: '取消点赞',
  access: 'participant',
  params: entryParams,
  reply: likes,
  problems: likeProblems,
})

/** Of a published entry to everybody, of the rest to its author. A video is read with ranges. */
export const entryFilePath = `${publicEntry}/files/:file`

// Moderation

const alike = z.object({
  entry: z.uuid(),
  title: z.string(),
  /** 0–1 */
  score: z.number(),
  what: z.enum(['text', 'picture']),
})

export const moderatedEntry = z.object({
  id: z.uuid(),
  topic: z.string(),
  unit: unitReference,
  title: z.string(),
  body: z.string(),
  signature: z.string().nullable(),
  state: z.enum(entryStates),
  submittedAt: instant,
  /** By which another entry of the same device is recognised. */
  device: z.string(),
  files: z.array(citizenFileView),
  likes: z.number(),
  /** Words of the list that stand in it, and earlier entries that are nearly the same. */
  marks: z.object({ words: z.array(z.string()), alike: z.array(alike) }),
  decided: z
    .object({ at: instant, by: z.string(), refusal: z.string().nullable(), note: z.string().nullable() })
    .nullable(),
  selected: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
})
export type ModeratedEntry = z.infer<typeof moderatedEntry>

const desk = '/api/campaigns/:campaign/topics'
const filter = z.object({
  unit: z.string().max(64).optional(),
  topic: z.string().max(64).optional(),
  state: z.enum(['pending', 'published', 'selected', 'refused']).optional(),
  q: z.string().trim().max(50).optional(),
})

/** Waiting ones first come first, the others the latest first. */
export const listEntries = defineRoute({
  method: 'GET',
  path: `${desk}/entries`,
  summary: '话题作品审核清单',
  access: { permission: 'topic.moderate', on: 'unit' },
  params: campaignParams,
  query: filter.extend({ cursor, limit: z.coerce.number().int().min(1).max(100).default(30) }),
  reply: z.object({
    items: z.array(moderatedEntry),
    next: z.string().nullable(),
    counts: z.object({
      pending: z.number(),
      published: z.number(),
      selected: z.number(),
      refused: z.number(),
    }),
  }),
  problems: [notFound],
})

export const entryChanged = defineProblem(
  'entry-changed',
  409,
  '这件作品的状态已经变了（作者撤回，或别人已处理），请刷新。',
)

const deskEntry = { params: campaignParams.extend({ entry: z.uuid() }) }

export const decideEntry = defineRoute({
  ...deskEntry,
  method: 'POST',
  path: `${desk}/entries/:entry/decision`,
  summary: '发布、不予发布，或放回待审',
  access: { permission: 'topic.moderate', on: 'entry' },
  body: z
    .object({
      /** The state that the moderator saw. */
      seen: z.enum(entryStates),
      decision: z.enum(['publish', 'refuse', 'reopen']),
      /** Of the topic's list; with `refuse`. */
      refusal: z.string().max(64).optional(),
      note: z.string().trim().max(500).default(''),
    })
    .refine((body) => body.decision !== 'refuse' || body.refusal, {
      path: ['refusal'],
      message: '请选择原因',
    }),
  reply: moderatedEntry,
  problems: [notFound, invalidInput, entryChanged],
})

export const selectEntry = defineRoute({
  ...deskEntry,
  method: 'PUT',
  path: `${desk}/entries/:entry/selection`,
  summary: '作品入选（写明理由，不以点赞数定）',
  access: { permission: 'topic.moderate', on: 'entry' },
  body: z.object({ reason: z.string().trim().min(2, '请写明入选理由').max(200) }),
  reply: moderatedEntry,
  problems: [notFound, invalidInput, entryChanged],
})

export const unselectEntry = defineRoute({
  ...deskEntry,
  method: 'DELETE',
  path: `${desk}/entries/:entry/selection`,
  summary: '取消入选',
  access: { permission: 'topic.moderate', on: 'entry' },
  reply: moderatedEntry,
  problems: [notFound, entryChanged],
})

export const tooManyToExport = defineProblem(
  'too-many-to-export',
  422,
  '作品太多，一次最多导出 20000 件，请按单位或状态分开导出。',
)

export const exportEntries = defineRoute({
  method: 'GET',
  path: `${desk}/entries.xlsx`,
  summary: '话题作品清单（电子表格）',
  access: { permission: 'topic.moderate', on: 'unit' },
  params: campaignParams,
  query: filter,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  problems: [notFound, tooManyToExport],
})

export const exportSelected = defineRoute({
  method: 'GET',
  path: `${desk}/selected.zip`,
  summary: '入选作品：文字、图片和视频的压缩包',
  access: { permission: 'topic.moderate', on: 'unit' },
  params: campaignParams,
  query: filter.pick({ unit: true, topic: true }),
  produces: 'application/zip',
  problems: [notFound],
})

/** To moderators, whatever the entry's state. */
export const moderatedFilePath = `${desk}/entries/:entry/files/:file`
