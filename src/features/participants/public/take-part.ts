import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { openDevice, readChallenge } from '../contract.ts'

/**
 * Runs a call that needs a known device; where the device is unknown it shows itself first (a puzzle of about a tenth of
 * a second, solved here) and the call is made again.
 */
export async function takePart<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof CallFailed) || error.name !== 'device-unknown') throw error
  }
  await showDevice()
  return call()
}

async function showDevice(): Promise<void> {
  const puzzle = await fetchJson<typeof readChallenge>('GET', '/api/devices/challenge')
  const number = await solve(puzzle)
  const { algorithm, challenge, salt, signature } = puzzle
  await fetchJson<typeof openDevice>('POST', '/api/devices', {
    proof: btoa(JSON.stringify({ algorithm, challenge, number, salt, signature })),
  })
}

/** In slices, so that the page stays alive on an old phone. Not Web Crypto: that is absent without HTTPS. */
async function solve({ challenge, salt, maxnumber }: { challenge: string; salt: string; maxnumber: number }) {
  for (let number = 0; number <= maxnumber; number += 1) {
    if (bytesToHex(sha256(utf8ToBytes(`${salt}${number}`))) === challenge) return number
    if (number % 1_000 === 999) await new Promise((resolve) => setTimeout(resolve))
  }
  throw new CallFailed('proof-refused', '验证没有完成，请刷新后重试。')
}
