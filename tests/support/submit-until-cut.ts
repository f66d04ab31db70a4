import { type RawConnection, openConnection } from './raw-client.ts'
import type { Sent } from './check-reports.ts'

interface Outcome<T> {
  /** Answered 201. */
  answered: T[]
  /** Sent, and no answer came, or one that says the server could not (5xx). */
  pending: T[]
  /** Other answers, as text. */
  refused: string[]
}

/** Clients that send one report after the other until none is left (`finish`), or until `stop` or a cut connection. */
export function submitUntilCut<T extends Sent & { request: string }>(
  url: string,
  connections: number,
  next: () => T | undefined,
): { stop: () => Promise<Outcome<T>>; finish: () => Promise<Outcome<T>> } {
  const outcome: Outcome<T> = { answered: [], pending: [], refused: [] }
  let stopped = false
  const work = async () => {
    let line: RawConnection
    try {
      line = await openConnection(url)
    } catch {
      return
    }
    for (let report = stopped ? undefined : next(); report; report = stopped ? undefined : next()) {
      try {
        const { status, body } = await line.send(report.request)
        if (status === 201) outcome.answered.push(report)
        else if (status >= 500) outcome.pending.push(report)
        else outcome.refused.push(`${status} ${body}`)
      } catch {
        outcome.pending.push(report)
        break
      }
    }
    line.drop()
  }
  const all = Promise.all(Array.from({ length: connections }, work)).then(() => outcome)
  return {
    stop: () => {
      stopped = true
      return all
    },
    finish: () => all,
  }
}
