import { z } from 'zod'
import { conflict, defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { recordFileView, recordFiles } from '../evidence/record-file.ts'
import { unitReference } from '../org/contract.ts'

const instant = z.iso.datetime()
const day = z.iso.date('请填写日期')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间须为 HH:MM')
const count = z
  .int('请填整数')
  .min(0, '请填不小于 0 的整数')
  .max(1_000_000_000, '数字超过十亿，请核对')
  .nullable()
const word = z.string().max(64)

/** What a recorder says of one event. Blank (null) is "not said", 0 is "none". */
export const activityContent = z.object({
  type: word,
  title: z.string().trim().min(1, '请写活动名称').max(100, '名称不能超过 100 字'),
  day,
  startTime: time.nullable().default(null),
  endTime: time.nullable().default(null),
  place: z.string().trim().max(200).nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  /** Unit codes of those it was held with. */
  partners: z.array(word).max(50).default([]),
  audience: word.nullable().default(null),
  dimensions: z.array(word).max(20).default([]),
  sessions: count.default(null),
  participants: count.default(null),
  reach: count.default(null),
  quantity: count.default(null),
  narrative: z.string().trim().max(5000, '不能超过 5000 字').default(''),
  files: recordFiles,
  isKey: z.boolean().default(false),
})
export type ActivityContent = z.infer<typeof activityContent>

/** A line of the ledger. */
export const activityLine = z.object({
  id: z.uuid(),
  unit: unitReference,
  type: z.string(),
  title: z.string(),
  day,
  startTime: z.string().nullable(),
  place: z.string().nullable(),
  partners: z.array(unitReference),
  dimensions: z.array(z.string()),
  sessions: z.number().nullable(),
  participants: z.number().nullable(),
  reach: z.number().nullable(),
  quantity: z.number().nullable(),
  isKey: z.boolean(),
  files: z.number(),
  /** The first picture, for /api/files/{id}/thumbnail. */
  picture: z.uuid().nullable(),
  version: z.number(),
})
export type ActivityLine = z.infer<typeof activityLine>

export const activityView = z.object({
  id: z.uuid(),
  unit: unitReference,
  partners: z.array(unitReference),
  content: activityContent,
  files: z.array(recordFileView),
  /** Indicators it counts into, with what it adds. */
  counts: z.array(z.object({ code: z.string(), value: z.number() })),
  version: z.number(),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
  deletedAt: instant.nullable(),
  /** The same-day report that a key activity owes. */
  obligationId: z.uuid().nullable(),
  may: z.object({ write: z.boolean(), leave: z.boolean() }),
})
export type ActivityView = z.infer<typeof activityView>

export const activityConflict = defineProblem(
  'activity-conflict',
  409,
  '这条记录已在另一处被修改，请核对后再保存。',
)
export const activityGone = defineProblem('activity-gone', 410, '这条记录已被删除。')
export const otherAuthor = defineProblem(
  'other-author',
  409,
  '这条记录是另一个账号记下的，由其本人登录后发送。',
)

const activityParams = campaignParams.extend({ activity: z.uuid() })

/** Other filters than `unit` are joined by "and". */
export const activityFilter = z.object({
  unit: z.string().max(64).optional(),
  /** Only what the unit took part in itself, not the units below it. */
  own: z.enum(['true', 'false']).optional(),
  type: z.string().max(400).optional().describe('逗号分隔的类型代码'),
  dimension: z.string().max(64).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  key: z.enum(['true', 'false']).optional(),
  q: z.string().trim().max(50).optional().describe('名称、地点、正文中的字'),
  deleted: z.enum(['true', 'false']).optional().describe('true：只列已删除的'),
})

export const listActivities = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activities',
  summary: '活动台账，最近的在前',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: activityFilter.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(activityLine), next: z.string().nullable() }),
  problems: [notFound],
})

/** A joint activity counts once. Numbers nobody gave are null. */
export const sumActivities = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activity-sums',
  summary: '活动台账的合计（筛选条件与台账相同）',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: activityFilter,
  reply: z.object({
    records: z.number(),
    key: z.number(),
    sessions: z.number().nullable(),
    participants: z.number().nullable(),
    reach: z.number().nullable(),
  }),
  problems: [notFound],
})

/** All units of the campaign by name, not only those below the caller: what is held together crosses the tree. */
export const listPartners = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activity-partners',
  summary: '可选的联合单位（本活动名录，可按名称查找）',
  access: { permission: 'activity.write', on: 'scope' },
  params: campaignParams,
  query: z.object({ q: z.string().trim().max(50).optional() }),
  reply: z.object({
    items: z.array(unitReference.extend({ names: z.array(z.string()), pinyin: z.string() })),
    /** There are more than were sent. */
    more: z.boolean(),
  }),
  problems: [notFound],
})

export const readActivity = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activities/:activity',
  summary: '一条活动记录',
  access: { permission: 'report.read', on: 'activity' },
  params: activityParams,
  reply: activityView,
  problems: [notFound],
})

/**
 * Makes or changes a record. The id is the recorder's own (a new UUID), so that a repeated sending is the same record:
 * `baseVersion` 0 makes it, and the same content again is answered with what is there.
 */
export const saveActivity = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/activities/:activity',
  summary: '记录或修改一次活动（编号由提交方给出，重复提交只记一条）',
  access: { permission: 'activity.write', on: 'unit' },
  params: activityParams,
  query: z.object({ unit: z.string().max(64) }),
  body: z.object({ baseVersion: z.int().min(0), content: activityContent }),
  reply: activityView,
  headers: {
    'anyue-author': {
      required: false,
      description: '记录人的用户名；与登录账号不符时拒绝，离线记下的内容不会记到别人名下',
    },
  },
  problems: [notFound, invalidInput, activityConflict, activityGone, otherAuthor, conflict],
})

export const deleteActivity = defineRoute({
  method: 'DELETE',
  path: '/api/campaigns/:campaign/activities/:activity',
  summary: '删除一条活动记录（可恢复）',
  access: { permission: 'activity.write', on: 'activity-owner' },
  params: activityParams,
  reply: activityView,
  problems: [notFound],
})

export const restoreActivity = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/activities/:activity/restoration',
  summary: '恢复已删除的活动记录',
  access: { permission: 'activity.write', on: 'activity-owner' },
  params: activityParams,
  reply: activityView,
  problems: [notFound],
})

export const notPartner = defineProblem('not-partner', 409, '该单位不在这次活动的联合单位中。')

export const leaveActivity = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/activities/:activity/departure',
  summary: '退出联合活动（只影响本单位的台账）',
  access: { permission: 'activity.write', on: 'unit' },
  params: activityParams,
  query: z.object({ unit: z.string().max(64) }),
  reply: z.object({ left: z.literal(true) }),
  problems: [notFound, notPartner],
})

export const activityTemplate = z.object({
  id: z.uuid(),
  name: z.string(),
  content: activityContent.partial(),
})

/** What to begin with: the unit's last records, one of each kind, and its own templates. */
export const listBeginnings = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activity-beginnings',
  summary: '记活动的起点：模板和最近的同类记录',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams,
  query: z.object({ unit: z.string().max(64) }),
  reply: z.object({
    templates: z.array(activityTemplate),
    recent: z.array(z.object({ id: z.uuid(), title: z.string(), day, content: activityContent.partial() })),
    places: z.array(z.string()),
  }),
  problems: [notFound],
})

export const saveTemplate = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/activity-templates/:template',
  summary: '保存一个模板',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams.extend({ template: z.uuid() }),
  query: z.object({ unit: z.string().max(64) }),
  body: z.object({
    name: z.string().trim().min(1, '请写模板名称').max(50),
    content: activityContent.partial(),
  }),
  reply: activityTemplate,
  problems: [notFound, conflict],
})

export const deleteTemplate = defineRoute({
  method: 'DELETE',
  path: '/api/campaigns/:campaign/activity-templates/:template',
  summary: '删除一个模板',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams.extend({ template: z.uuid() }),
  query: z.object({ unit: z.string().max(64) }),
  reply: z.object({ deleted: z.boolean() }),
})
