import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, tooManyRequests } from '../../../platform/shared/problem.ts'
import type { Audience, LiveFeed } from './live-feed.ts'

const beatMs = 2_500
/** Then the browser comes again by itself, and whether it still may is judged anew. */
const longestMs = 10 * 60_000
const atMost = 1_000
/** Bytes that a follower may be behind; one that reads nothing is let go and comes again. */
const behindMost = 1_000_000

/**
 * Server-Sent Events: each message is the whole moment, so that whoever comes again after an interruption is up to date
 * with the first. `Last-Event-ID` says what is known already.
 */
export function createStreams(services: Services, feed: LiveFeed) {
  const open = new Set<() => void>()
  /** By contest and audience: all who follow are sent what was read once. */
  const presented = new Map<string, { mark: string; moment: Promise<{ version: number }> }>()

  function presentOnce(key: string, mark: string, present: () => Promise<{ version: number }>) {
    const known = presented.get(key)
    if (known?.mark === mark) return known.moment
    const moment = present()
    presented.set(key, { mark, moment })
    moment.catch(() => presented.delete(key))
    return moment
  }

  function openStream(
    request: FastifyRequest,
    reply: FastifyReply,
    follow: { contest: string; audience: Audience; present: () => Promise<{ version: number }> },
  ): void {
    if (open.size >= atMost) throw new ProblemError(tooManyRequests)
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    if (request.method === 'HEAD') {
      out.end()
      return
    }
    out.write('retry: 1000\n\n')
    let known = String(request.headers['last-event-id'] ?? '')
    let sending: Promise<void> = Promise.resolve()
    const write = (text: string) => {
      if (out.writableLength > behindMost) stop()
      else out.write(text)
    }
    const send = async (mark: string) => {
      const read = await presentOnce(`${follow.audience} ${follow.contest}`, mark, follow.present)
      const moment = { ...read, now: services.clock.now().getTime() }
      // A host is told of telephones, too, which no number counts.
      const isKnown = follow.audience === 'screen' && String(moment.version) === known
      known = String(moment.version)
      if (!isKnown) write(`id: ${known}\ndata: ${JSON.stringify(moment)}\n\n`)
    }
    const leave = feed.subscribe(follow.contest, follow.audience, (mark) => {
      sending = sending.then(() => send(mark)).catch(() => stop())
    })
    const beat = setInterval(() => write(`event: beat\ndata: ${services.clock.now().getTime()}\n\n`), beatMs)
    const longest = setTimeout(stop, longestMs)
    open.add(stop)
    out.on('close', stop)
    out.on('error', stop)

    function stop(): void {
      leave()
      clearInterval(beat)
      clearTimeout(longest)
      open.delete(stop)
      out.end()
    }
  }

  return {
    openStream,
    closeStreams: () => {
      for (const stop of open) stop()
      presented.clear()
    },
  }
}
