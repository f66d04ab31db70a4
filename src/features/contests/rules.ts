import type { ContestDefinition } from '../campaign/public-part.ts'

/** Answers on their way when the time runs out still count. */
export const graceMs = 3_000

/** Whether an attempt earned a certificate. */
export function hasPassed(
  contest: ContestDefinition,
  attempt: { phase: string; points: number | null },
): boolean {
  return (
    attempt.phase === 'scored' &&
    attempt.points !== null &&
    contest.passPoints !== undefined &&
    attempt.points >= contest.passPoints
  )
}

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

/** What a citizen wants to know before starting, one line each. */
export function listFacts(contest: ContestDefinition): string[] {
  const questions = contest.paper.reduce((sum, part) => sum + part.take, 0)
  const points = contest.paper.reduce((sum, part) => sum + part.take * part.points, 0)
  const { atMost, per } = contest.attempts
  return [
    `${sayDate(contest.opens)}至${sayDate(contest.closes)}`,
    `${questions} 道题，满分 ${points} 分${contest.passPoints ? `，${contest.passPoints} 分合格，合格有证书` : ''}`,
    contest.minutes
      ? `限时 ${contest.minutes} 分钟，长辈版延长一半；中途断网或关掉页面，回来接着答`
      : '不限时间，可以随时回来接着答',
    `${per === 'day' ? '每人每天' : '每人'} ${atMost} 次机会，取最好的一次`,
  ]
}

/** Why one cannot start on a local day. */
export function sayClosed(contest: ContestDefinition, today: string): string {
  return today < contest.opens
    ? `答题从${sayDate(contest.opens)}开始。`
    : `答题已于${sayDate(contest.closes)}结束，感谢参与。`
}

function sayDate(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
}
