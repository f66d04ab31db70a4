import { z } from 'zod'
import { fileKinds } from './rules.ts'

/** Files of a record (an activity, a clipping, a case) as its writer names them, in their order. */
export const recordFiles = z
  .array(z.object({ id: z.uuid(), caption: z.string().trim().max(200).nullable().default(null) }))
  .max(50, '最多 50 个文件')
  .default([])
export type RecordFiles = z.infer<typeof recordFiles>

export const recordFileView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(fileKinds),
  size: z.number(),
  hasThumbnail: z.boolean(),
  caption: z.string().nullable(),
})
export type RecordFileView = z.infer<typeof recordFileView>
