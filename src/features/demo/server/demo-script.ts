import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { articleKinds } from '../../portal/article-rules.ts'

const target = { unit: z.string(), task: z.string(), period: z.string().optional() }

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
