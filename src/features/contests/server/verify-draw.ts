import { z } from 'zod'
import { EntriesDigest, WinnerPicker, commitTo, drawFormat, makeDrawKey } from './draw-rule.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const code = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)

/** The downloadable file: all that is public of a draw. */
export const drawFile = z.object({
  format: z.literal(drawFormat),
  campaign: z.string(),
  contest: z.string(),
  title: z.string(),
  prize: z.string(),
  winnersWanted: z.int().min(1),
  committedAt: z.iso.datetime(),
  commitment: digest,
  witness: z.string().nullable(),
  closedAt: z.iso.datetime().nullable(),
  entriesDigest: digest.nullable(),
  drawnAt: z.iso.datetime().nullable(),
  seed: digest.nullable(),
  witnessValue: z.string().nullable(),
  winners: z.array(code),
  entries: z.array(code),
})
export type DrawFile = z.infer<typeof drawFile>

export interface DrawCheck {
  name: string
  passed: boolean
}

/** Repeats a draw from its file alone. */
export function verifyDraw(file: DrawFile): DrawCheck[] {
  const { committedAt, closedAt, drawnAt, entriesDigest, seed } = file
  if (!closedAt || !drawnAt || !entriesDigest || !seed) return [{ name: '已经开奖', passed: false }]
  const bytes = Buffer.from(seed, 'hex')
  const list = digestEntries(file.entries)
  const picker = new WinnerPicker(
    makeDrawKey({ seed: bytes, entriesDigest, witnessValue: file.witnessValue }),
    file.winnersWanted,
  )
  for (const one of file.entries) picker.add(one)
  return [
    { name: '承诺早于名单截止，名单截止早于开奖', passed: committedAt <= closedAt && closedAt <= drawnAt },
    { name: '公布的种子就是承诺的种子', passed: commitTo(bytes) === file.commitment },
    { name: '名单与截止时公布的摘要一致', passed: list === entriesDigest },
    { name: '公开数字按承诺使用', passed: (file.witness === null) === (file.witnessValue === null) },
    { name: '按规则重算的中奖编号与公布的一致', passed: picker.end().join() === file.winners.join() },
  ]
}

/** Null when the list is not in order or holds an entry twice. */
function digestEntries(entries: readonly string[]): string | null {
  const list = new EntriesDigest()
  try {
    for (const one of entries) list.add(one)
  } catch {
    return null
  }
  return list.end()
}
