import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { articleKinds } from '../../portal/article-rules.ts'

const target = { unit: z.string(), task: z.string(), period: z.string().optional() }

/** What a citizen sent, when, and for which unit. */
const said = {
  on: z.iso.date(),
  at: z.string(),
  unit: z.string(),
  title: z.string(),
  body: z.string().trim(),
  signature: z.string().default(''),
}

/** `demo.yaml` of a campaign folder: where the clock stands, texts, and the cases a visitor shall find. */
const demoScript = z.strictObject({
  startsAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  untouched: z.array(z.strictObject(target)).default([]),
  returned: z
    .array(z.strictObject({ ...target, remark: z.string(), field: z.string().optional() }))
    .default([]),
  extended: z
    .array(z.strictObject({ ...target, hours: z.number().positive(), reason: z.string() }))
    .default([]),
  exempted: z.array(z.strictObject({ ...target, reason: z.string() })).default([]),
  planText: z.string(),
  weekTexts: z.array(z.string()).min(1),
  /** Where invented activities took place. */
  places: z.array(z.string()).min(1),
  caseTitle: z.string(),
  caseFacts: z.string(),
  casePenalty: z.string(),
  caseBases: z.array(z.string()),
  clippingTitles: z.array(z.string()).min(1),
  /** Of the portal, published by the office. */
  articles: z
    .array(
      z.strictObject({
        kind: z.enum(articleKinds),
        on: z.iso.date(),
        at: z.string(),
        title: z.string(),
        body: z.string(),
        /** Captions of pictures that the demo draws. */
        pictures: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** Accounts of experts, of which questions name one. */
  experts: z.array(z.strictObject({ username: z.string(), name: z.string() })).default([]),
  /** How many citizens took part by now, and how many of them answer the daily question. */
  contests: z
    .array(
      z.strictObject({
        contest: z.string(),
        people: z.int().positive(),
        daily: z.int().default(0),
      }),
    )
    .default([]),
  /** An explanation that the office changed and that waits for approval. */
  questionChange: z
    .strictObject({ key: z.string(), on: z.iso.date(), at: z.string(), explanation: z.string() })
    .optional(),
  /** Of the first topic: published unless they wait or are refused. `pictures` are numbers of drawings. */
  topicEntries: z
    .array(
      z.strictObject({
        ...said,
        waits: z.boolean().default(false),
        refused: z.strictObject({ reason: z.string(), note: z.string().default('') }).optional(),
        selected: z.string().optional(),
        pictures: z.array(z.int()).default([]),
        likes: z.int().default(0),
      }),
    )
    .default([]),
  /** Of the first consultation; an answer is published to everybody where the asker agreed. */
  questions: z
    .array(
      z.strictObject({
        ...said,
        field: z.string(),
        mayPublish: z.boolean().default(true),
        expert: z.string().optional(),
        answer: z.string().trim().optional(),
        closed: z.string().optional(),
      }),
    )
    .default([]),
  /** Online sessions; one that was held has its participants. */
  sessions: z
    .array(
      z.strictObject({
        title: z.string(),
        intro: z.string(),
        field: z.string(),
        expert: z.string(),
        on: z.iso.date(),
        from: z.string(),
        to: z.string(),
        announcedOn: z.iso.date(),
        seats: z.int(),
        booked: z.int(),
        link: z.string(),
        participants: z.int().optional(),
      }),
    )
    .default([]),
})
export type DemoScript = z.infer<typeof demoScript>

export async function readDemoScript(folder: string): Promise<DemoScript> {
  const text = await readFile(path.join(folder, 'demo.yaml'), 'utf8')
  const result = demoScript.safeParse(parse(text, { schema: 'core' }))
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw new Error(`demo.yaml ${issue.path.join('.')}: ${issue.message}`)
}
