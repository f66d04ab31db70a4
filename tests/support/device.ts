import { createHash } from 'node:crypto'
import type { Client, TestApp } from './app.ts'

/** A citizen's phone that has solved its puzzle. */
export async function openTestDevice(app: TestApp): Promise<Client> {
  const { body: puzzle } = await app.anonymous.call('GET', '/api/devices/challenge')
  const { algorithm, challenge, salt, signature, maxnumber } = puzzle
  const hash = (number: number) => createHash('sha256').update(`${salt}${number}`).digest('hex')
  let number = 0
  while (number < maxnumber && hash(number) !== challenge) number += 1
  const proof = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
  const reply = await app.anonymous.call('POST', '/api/devices', { proof })
  if (reply.status !== 201) throw new Error(`opening a device: ${reply.status} ${JSON.stringify(reply.body)}`)
  return app.withCookie(reply.headers.getSetCookie()[0]!.split(';')[0]!)
}
