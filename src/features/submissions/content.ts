import { z } from 'zod'

/** What a draft or a submission holds, for every form. Figures: null = blank, 0 = none happened. */
export const fileReference = z.object({ id: z.uuid(), caption: z.string().max(200).optional() })
export const fieldValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.null(),
  z.array(fileReference).max(200),
  z.array(z.record(z.string(), z.union([z.string().max(2_000), z.number(), z.null()]))).max(100),
])
export const reportContent = z.object({
  zeroReport: z.boolean().default(false),
  fields: z.record(z.string().max(64), fieldValue).default({}),
  /** By indicator code. */
  figures: z.record(z.string().max(64), z.number().nullable()).default({}),
  /** By indicator code: a note on a number. */
  figureNotes: z.record(z.string().max(64), z.string().max(500)).default({}),
  /** 盖章扫描件, allowed with every form. */
  stampedScan: z.array(fileReference).max(10).default([]),
})
export type ReportContent = z.infer<typeof reportContent>
export type FieldValue = z.infer<typeof fieldValue>
export type FileReference = z.infer<typeof fileReference>
