import { createHash } from 'node:crypto'
import type { Client, TestApp } from './app.ts'

/** A citizen's phone that has shown itself: solves the puzzle as the page does and keeps the cookie. */
export async function openPhone(app: TestApp): Promise<Client> {
  const { body: puzzle } = await app.anonymous.call('GET', '/api/devices/challenge')
  const reply = await app.anonymous.call('POST', '/api/devices', { proof: solvePuzzle(puzzle) })
  if (reply.status !== 201) throw new Error(`device: ${reply.status} ${JSON.stringify(reply.body)}`)
  return app.withCookie(reply.headers.getSetCookie()[0]!.split(';')[0]!)
}

/** The phone's holder types the code that the message brought; a minute has passed since the last one. */
export async function verifyPhone(app: TestApp, phone: Client, number: string): Promise<void> {
  app.clock.moveTo(new Date(app.clock.now().getTime() + 61_000))
  const asked = await phone.call('POST', '/api/devices/phone', { number })
  if (asked.status !== 202) throw new Error(`code: ${asked.status} ${JSON.stringify(asked.body)}`)
  const code = /验证码 (\d{6})/.exec(app.sent.at(-1)!.text)![1]!
  const verified = await phone.call('POST', '/api/devices/phone/code', { code })
  if (verified.status !== 200) throw new Error(`verify: ${verified.status} ${JSON.stringify(verified.body)}`)
}

/** As the form of 「删除我的信息」 does. */
export function forgetMe(phone: Client, campaign: string) {
  return phone.call('POST', `/p/${campaign}/me/forget`, '', {
    'content-type': 'application/x-www-form-urlencoded',
  })
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
