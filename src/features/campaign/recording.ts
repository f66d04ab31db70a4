import { z } from 'zod'
import { type PublicPart, listChannels } from './public-part.ts'

/**
 * What units record as it happens, and how it counts into the statistics table: `recording.yaml` of a campaign.
 * Activities (活动台账), media clippings and typical cases (晋城安全行-like tours), and the remarks for reviewers.
 */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, '代码须为小写字母、数字和连字符，以字母开头')

/** What is counted: meetings held, people present (人次), people reached, pieces (件、条、户次), or 1 for each record. */
export const measureNames = ['sessions', 'participants', 'reach', 'quantity'] as const
export type Measure = (typeof measureNames)[number]

const count = z.object({
  indicator: z.string(),
  from: z.enum([...measureNames, 'record']),
})
export type Count = z.infer<typeof count>

const choice = z.object({ value: key, label: z.string().min(1) })

export const activityType = z.object({
  key,
  title: z.string().min(2).max(40),
  /** Group of the statistics table that it belongs to; orders the picker and the narrative. */
  group: key,
  basis: z.string().min(2),
  /** Measures asked although no indicator needs them. */
  alsoAsks: z.array(z.enum(measureNames)).default([]),
  /** What `quantity` is of, e.g. 条 or 户次; needed where it is asked. */
  quantityUnit: z.string().max(6).optional(),
  quantityLabel: z.string().max(20).optional(),
  counts: z.array(count).default([]),
})
export type ActivityType = z.infer<typeof activityType>

/**
 * A remark for reviewers, never a block. `limit` is what the kind compares with: a share (likeness 0–1), metres,
 * hours, or a multiple of the peers' median.
 */
export const remarkRule = z.object({
  key,
  kind: z.enum([
    'same-picture',
    'similar-picture',
    'other-day-picture',
    'far-picture',
    'similar-text',
    'above-headcount',
    'outlier',
    'no-sessions',
    'falling-figures',
  ]),
  limit: z.number().positive().optional(),
  message: z.string().min(4),
})
export type RemarkRule = z.infer<typeof remarkRule>

export const recording = z.object({
  activityTypes: z.array(activityType).default([]),
  audiences: z.array(choice).default([]),
  /** E.g. 五进: where an activity went; several may fit. */
  dimension: z.object({ label: z.string(), options: z.array(choice).min(1) }).optional(),
  /** The as-needed task that a key activity owes on its day. */
  keyTask: key.optional(),
  clippings: z
    .object({
      levels: z.array(choice).min(1),
      mediums: z.array(choice).min(1),
      topics: z.array(choice.extend({ counts: z.array(count).default([]) })).min(1),
    })
    .optional(),
  cases: z
    .object({
      /** The monthly task that a reported case meets. */
      task: key.optional(),
      counts: z.array(count).default([]),
      flags: z.array(choice.extend({ counts: z.array(count).default([]) })).default([]),
    })
    .optional(),
  remarks: z.array(remarkRule).default([]),
})
export type Recording = z.infer<typeof recording>

/** Keys under which a record counts: an activity's type, a clipping's topic, a case and its flags. */
export const counterKeys = {
  activity: (type: string) => `activity.${type}`,
  clipping: (topic: string) => `clipping.${topic}`,
  case: () => 'case',
  caseFlag: (flag: string) => `case.${flag}`,
}

/** Every counter of a definition by its key: what units record, and what the public does. */
export function listCounters({
  recording: of,
  public: channels,
}: {
  recording: Recording
  public: PublicPart
}): Map<string, Count[]> {
  return new Map<string, Count[]>([
    ...listChannels(channels).map((one) => [one.channel, one.counts] as const),
    ...of.activityTypes.map((one) => [counterKeys.activity(one.key), one.counts] as const),
    ...(of.clippings?.topics ?? []).map((one) => [counterKeys.clipping(one.value), one.counts] as const),
    ...(of.cases ? [[counterKeys.case(), of.cases.counts] as const] : []),
    ...(of.cases?.flags ?? []).map((one) => [counterKeys.caseFlag(one.value), one.counts] as const),
  ])
}

/** The measures that a type asks for: those that count, and those it wants besides. */
export function listAskedMeasures(type: ActivityType): Measure[] {
  return measureNames.filter(
    (name) => type.alsoAsks.includes(name) || type.counts.some((one) => one.from === name),
  )
}
