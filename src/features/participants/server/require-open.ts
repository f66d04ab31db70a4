import { ProblemError } from '../../../platform/shared/problem.ts'
import { channelClosed } from '../contract.ts'

/** Throws `channel-closed` before the first and after the last day of what one takes part in. */
export function requireOpen(channel: { opens: string; closes: string }, today: string): void {
  if (today < channel.opens)
    throw new ProblemError(channelClosed, { detail: `还没有开始，${sayDate(channel.opens)}起可以参加。` })
  if (today > channel.closes) throw new ProblemError(channelClosed)
}

function sayDate(date: string): string {
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日`
}
