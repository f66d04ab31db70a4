import { z } from 'zod'

/**
 * What the public takes part in, and how that counts into the statistics table: `public/*.yaml` of a campaign.
 * Every channel counts by itself; nobody types its figures.
 */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, '代码须为小写字母、数字和连字符，以字母开头')
const localDate = z.iso.date('日期须为 YYYY-MM-DD')
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间须为 HH:MM')

/** Meetings or rounds held (场), people who took part (人次), pieces handed in (条). */
const channelCount = z.object({
  indicator: z.string(),
  from: z.enum(['sessions', 'participants', 'quantity']),
})

const channel = {
  key,
  title: z.string().min(2).max(40),
  /** One or two sentences for citizens. */
  intro: z.string().min(2).max(300),
  basis: z.string().min(2),
  opens: localDate,
  /** The last day, included. */
  closes: localDate,
  /** Whom one asks: a device is enough, or a telephone number has to be verified by a code. */
  verify: z.enum(['device', 'phone']).default('device'),
  counts: z.array(channelCount).default([]),
}

const paperPart = z.object({
  /** Of which questions; what is not said does not matter. */
  banks: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  kinds: z.array(z.enum(['single', 'multiple', 'judge', 'blank', 'order'])).optional(),
  difficulty: z.array(z.int().min(1).max(3)).optional(),
  take: z.int().min(1).max(100),
  /** Points of each question. */
  points: z.int().min(1).max(100),
})

export const contestDefinition = z.object({
  ...channel,
  paper: z.array(paperPart).min(1),
  /** Time for one attempt; 长辈版 gets half as much again (WCAG 2.2.1). Without it there is no limit. */
  minutes: z.int().min(1).max(180).optional(),
  /** Scored attempts of one person. */
  attempts: z.object({ atMost: z.int().min(1).max(100), per: z.enum(['day', 'contest']) }),
  /** Days before the scored phase, and during it, with explanations at once and without a result. */
  practice: z.object({ opens: localDate, closes: localDate }).optional(),
  /** One question a day for everybody (每日一答). */
  daily: z.object({ banks: z.array(z.string()).optional(), tags: z.array(z.string()).optional() }).optional(),
  /** Points from which a certificate is given. */
  passPoints: z.int().min(0).optional(),
  /** Personal leaderboard with masked names; units are never ranked. */
  leaderboard: z.boolean().default(false),
  /** Drawn among those who passed, by a seed committed beforehand. */
  draw: z.object({ winners: z.int().min(1).max(10_000), prize: z.string().max(60) }).optional(),
})
export type ContestDefinition = z.infer<typeof contestDefinition>

export const pledgeDefinition = z.object({
  ...channel,
  audiences: z
    .array(
      z.object({
        key,
        title: z.string().min(2).max(40),
        /** Opening sentence; the points follow, numbered. */
        opening: z.string().min(2).max(300),
        points: z.array(z.string().min(2).max(200)).min(1).max(12),
        /** The enterprise is asked for: for principals and workers. */
        asksWorkplace: z.boolean().default(false),
      }),
    )
    .min(1),
})
export type PledgeDefinition = z.infer<typeof pledgeDefinition>

export const topicDefinition = z.object({
  ...channel,
  accept: z.array(z.enum(['text', 'image', 'video'])).min(1),
  maxPictures: z.int().min(1).max(9).default(3),
  maxText: z.int().min(20).max(5000).default(1000),
  entriesPerPerson: z.int().min(1).max(50).default(5),
  /** Words that put an entry in front of the moderator with a mark; never a refusal by themselves. */
  words: z.array(z.string().min(1).max(20)).default([]),
  /** Why an entry may be refused, in words that its author reads. */
  refusals: z
    .array(z.object({ value: key, label: z.string().min(2).max(40) }))
    .min(1)
    .default([{ value: 'other', label: '不适合发布' }]),
  /** Likes advise, they never decide (visible to all, no weight in the selection). */
  likesPerDay: z.int().min(0).max(100).default(10),
})
export type TopicDefinition = z.infer<typeof topicDefinition>

export const consultationDefinition = z.object({
  ...channel,
  /** Fields of expertise that a question is assigned to. */
  fields: z.array(z.object({ value: key, label: z.string().min(2).max(20) })).min(1),
  questionsPerPerson: z.int().min(1).max(50).default(5),
})
export type ConsultationDefinition = z.infer<typeof consultationDefinition>

export const portalDefinition = z.object({
  /** Two or three sentences under the theme. */
  intro: z.string().max(300),
  /** Accent of the public pages, a colour that is dark enough for white text; blue without it. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  programme: z
    .array(
      z.object({
        on: localDate,
        until: localDate.optional(),
        at: localTime.optional(),
        title: z.string().min(2).max(60),
        place: z.string().max(60).optional(),
        unit: z.string().optional(),
      }),
    )
    .default([]),
  /** Who answers for the pages, for the foot of each (政府网站发展指引). */
  foot: z.array(z.string().max(100)).default([]),
})

export const publicPart = z.object({
  portal: portalDefinition.optional(),
  contests: z.array(contestDefinition).default([]),
  pledges: z.array(pledgeDefinition).default([]),
  topics: z.array(topicDefinition).default([]),
  consultations: z.array(consultationDefinition).default([]),
})
export type PublicPart = z.infer<typeof publicPart>

/** Names of a channel in the ledger and in the table of what people did. */
export const channelKeys = {
  contest: (contest: string) => `contest.${contest}`,
  pledge: (pledge: string) => `pledge.${pledge}`,
  topic: (topic: string) => `topic.${topic}`,
  consultation: (consultation: string) => `consultation.${consultation}`,
}

export interface Channel {
  channel: string
  title: string
  counts: { indicator: string; from: 'sessions' | 'participants' | 'quantity' }[]
  /** An online contest is one meeting of its organiser, held when the first person takes part. */
  heldOnce: boolean
}

/** Every channel with the key under which it counts. */
export function listChannels(of: PublicPart): Channel[] {
  const kinds = [
    ['contests', channelKeys.contest, true],
    ['pledges', channelKeys.pledge, false],
    ['topics', channelKeys.topic, false],
    ['consultations', channelKeys.consultation, false],
  ] as const
  return kinds.flatMap(([kind, keyOf, heldOnce]) =>
    of[kind].map(({ key: name, title, counts }) => ({ channel: keyOf(name), title, counts, heldOnce })),
  )
}
