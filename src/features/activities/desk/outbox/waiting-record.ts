import type { FieldError } from '../../../../platform/shared/problem.ts'
import type { ActivityContent } from '../../contract.ts'

/** A picture or video of a record: already on the server (`fileId`) or still only here, under its key. */
export interface WaitingFile {
  key: string
  name: string
  size: number
  mediaType: string
  caption: string | null
  /** Where its upload goes on. */
  address: string | null
  fileId: string | null
}

/**
 * draft: being written · waiting: to be sent · sending · failed: refused, its author must change it ·
 * conflict: someone else changed it meanwhile · sent.
 */
export type WaitingState = 'draft' | 'waiting' | 'sending' | 'failed' | 'conflict' | 'sent'

/** A record on this device until the server has it. `id` is the activity's own id from the first moment. */
export interface WaitingRecord {
  id: string
  /** Username: it is sent under no other name. */
  author: string
  campaign: string
  unit: { code: string; name: string }
  /** 0: a new record. */
  baseVersion: number
  /** As it was when its author began to change it. */
  base: ActivityContent | null
  /** Without files, which stand in `files`. */
  content: ActivityContent
  files: WaitingFile[]
  state: WaitingState
  /** Counts saves by its author; a sending that was overtaken by one is followed by another. */
  revision: number
  problem: { name: string; detail: string; errors: FieldError[] } | null
  attempts: number
  /** Milliseconds of this device's clock. */
  nextAt: number
  savedAt: number
  /** Of what the server has, once sent. */
  version: number | null
}

export const unsentStates: readonly WaitingState[] = ['waiting', 'sending', 'failed', 'conflict']

export function isUnsent(record: WaitingRecord): boolean {
  return unsentStates.includes(record.state)
}

/** Seconds until the next attempt. */
const pauses = [3, 10, 30, 60, 180, 300]

export function pauseAfter(attempts: number): number {
  return (pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]!) * 1000
}

/** What is sent: the content with the ids that its files have on the server. */
export function contentToSend(record: WaitingRecord): ActivityContent {
  return {
    ...record.content,
    files: record.files.flatMap((file) =>
      file.fileId === null ? [] : [{ id: file.fileId, caption: file.caption }],
    ),
  }
}

export function countArrivedFiles(record: WaitingRecord): number {
  return record.files.filter((file) => file.fileId !== null).length
}
