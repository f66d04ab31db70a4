import type { ContestDefinition } from '../campaign/public-part.ts'

/** Answers on their way when the time runs out still count. */
export const graceMs = 3_000

/** Whether scored attempts, and whether practice, are open on a local day. */
export function isOpen(span: { opens: string; closes: string } | undefined, today: string): boolean {
  return span !== undefined && span.opens <= today && today <= span.closes
}

/** The span in which a person's attempts are counted, and how many there may be. */
export function capOf(
  contest: ContestDefinition,
  phase: 'scored' | 'daily',
  today: string,
): { span: string; atMost: number } {
  if (phase === 'daily') return { span: today, atMost: 1 }
  return { span: contest.attempts.per === 'day' ? today : '*', atMost: contest.attempts.atMost }
}

/** Milliseconds for an attempt; null without a limit. 长辈版 gets half as much again (WCAG 2.2.1). */
export function timeFor(
  contest: ContestDefinition,
  phase: 'scored' | 'daily',
  moreTime: boolean,
): number | null {
  if (phase === 'daily' || !contest.minutes) return null
  return contest.minutes * 60_000 * (moreTime ? 1.5 : 1)
}
