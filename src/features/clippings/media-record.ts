import { z } from 'zod'
import { recordFileView } from '../evidence/record-file.ts'
import { unitReference } from '../org/contract.ts'

/** What clippings and cases have in common on the wire: both are records of a unit that are counted while they stand. */

const instant = z.iso.datetime()
export const mediaDay = z.iso.date('请填写日期')
export const mediaWord = z.string().max(64)

/** Filters of a list, the last day first, by pages. */
export const mediaListQuery = z.object({
  unit: mediaWord.optional(),
  own: z.enum(['true', 'false']).optional(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份须为 YYYY-MM')
    .optional(),
  deleted: z.enum(['true', 'false']).optional().describe('true：只列已删除的'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page of a list; `total` is of all that match. */
export function mediaPage<Line extends z.ZodType>(line: Line) {
  return z.object({ items: z.array(line), next: z.string().nullable(), total: z.number() })
}

/** Beside its content, what is known of a record. */
export const mediaView = z.object({
  id: z.uuid(),
  unit: unitReference,
  files: z.array(recordFileView),
  /** Indicators it counts into, with what it adds. */
  counts: z.array(z.object({ code: z.string(), value: z.number() })),
  version: z.number(),
  createdAt: instant,
  createdBy: z.string(),
  changedAt: instant,
  deletedAt: instant.nullable(),
  may: z.object({ write: z.boolean() }),
})
export type MediaView = z.infer<typeof mediaView>

/** A sending of a record whose id is the recorder's own: `baseVersion` 0 makes it, the same content again changes nothing. */
export function mediaSending<Content extends z.ZodType>(content: Content) {
  return z.object({ baseVersion: z.int().min(0), content })
}
