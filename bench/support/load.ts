import { type Reply, openConnection } from '../../tests/support/raw-client.ts'

export interface LoadResult {
  count: number
  perSecond: number
  /** Milliseconds. */
  median: number
  p95: number
  p99: number
  slowest: number
  refused: number
  firstRefusal: string | null
}

/** `connections` clients that each send the next request as soon as they have an answer. */
export async function runLoad(options: {
  url: string
  connections: number
  seconds: number
  next: (connection: number) => string
}): Promise<LoadResult> {
  const times: number[] = []
  let refused = 0
  let firstRefusal: string | null = null
  const from = performance.now()
  const until = from + options.seconds * 1000
  const work = async (connection: number) => {
    const line = await openConnection(options.url)
    while (performance.now() < until) {
      const sent = performance.now()
      const reply = await line.send(options.next(connection))
      times.push(performance.now() - sent)
      if (reply.status >= 300) {
        refused += 1
        firstRefusal ??= `${reply.status} ${reply.body.slice(0, 300)}`
      }
    }
    line.drop()
  }
  await Promise.all(Array.from({ length: options.connections }, (_, index) => work(index)))
  const elapsed = (performance.now() - from) / 1000
  return { ...describeTimes(times), perSecond: times.length / elapsed, refused, firstRefusal }
}

export function describeTimes(times: number[]) {
  const sorted = Float64Array.from(times).sort()
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { count: times.length, median: at(0.5), p95: at(0.95), p99: at(0.99), slowest: sorted.at(-1) ?? 0 }
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

export function refuseUnlessCreated(reply: Reply): void {
  if (reply.status !== 201) throw new Error(`bench: ${reply.status} ${reply.body.slice(0, 300)}`)
}
