import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { rangeNotSatisfiable } from '../contract.ts'

export interface Range {
  start: number
  end: number
}

/** The whole or the part that is asked for, so that a video can be sought in. */
export async function sendRange(
  request: FastifyRequest,
  reply: FastifyReply,
  { tag, size, read }: { tag: string; size: number; read: (range?: Range) => Promise<Readable> },
) {
  const etag = `"${tag}"`
  reply.header('etag', etag).header('accept-ranges', 'bytes')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  const current = !request.headers['if-range'] || request.headers['if-range'] === etag
  if (!asked || (asked[1] === '' && asked[2] === '') || !current) {
    reply.header('content-length', size)
    return reply.send(await read())
  }
  const start = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1])
  const end = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1)
  if (start > end || start >= size) {
    reply.header('content-range', `bytes */${size}`)
    throw new ProblemError(rangeNotSatisfiable)
  }
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${size}`)
    .header('content-length', end - start + 1)
    .send(await read({ start, end }))
}
