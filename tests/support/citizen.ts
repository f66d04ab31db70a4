import { createHash } from 'node:crypto'
import type { Client, TestApp } from './app.ts'

/** A citizen's phone that has shown itself: solves the puzzle as the page does and keeps the cookie. */
export async function openPhone(app: TestApp): Promise<Client> {
  const { body: puzzle } = await app.anonymous.call('GET', '/api/devices/challenge')
  const reply = await app.anonymous.call('POST', '/api/devices', { proof: solvePuzzle(puzzle) })
  if (reply.status !== 201) throw new Error(`device: ${reply.status} ${JSON.stringify(reply.body)}`)
  return app.withCookie(reply.headers.getSetCookie()[0]!.split(';')[0]!)
}

export interface Puzzle {
  algorithm: string
  challenge: string
  maxnumber: number
  salt: string
  signature: string
}

export function solvePuzzle({ algorithm, challenge, maxnumber, salt, signature }: Puzzle): string {
  for (let number = 0; number <= maxnumber; number += 1) {
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') !== challenge) continue
    return Buffer.from(JSON.stringify({ algorithm, challenge, number, salt, signature })).toString('base64')
  }
  throw new Error('the puzzle has no solution')
}
