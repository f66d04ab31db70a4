import { createHash } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { proofRefused } from '../contract.ts'

const validMinutes = 20

export async function makeChallenge(services: Services, now: Date, maxnumber: number) {
  const { algorithm, challenge, salt, signature } = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: proofKey(services),
    maxnumber,
    expires: new Date(now.getTime() + validMinutes * 60_000),
  })
  return { algorithm: algorithm as 'SHA-256', challenge, maxnumber, salt, signature }
}

/** Throws `proof-refused` unless the puzzle was ours, is solved, fresh and not used before. */
export async function spendProof(
  db: Connection,
  services: Services,
  proof: string,
  now: Date,
): Promise<void> {
  // Freshness is ours: the library reads the machine's clock, which in the demo is another.
  const expiresAt = readExpiry(proof)
  const solved = await verifySolution(proof, proofKey(services), false).catch(() => false)
  if (!solved || !expiresAt || expiresAt <= now) throw new ProblemError(proofRefused)
  const spent = await db
    .insertInto('spent_proof')
    .values({ digest: createHash('sha256').update(signatureOf(proof)).digest(), expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (spent.numInsertedOrUpdatedRows === 0n) throw new ProblemError(proofRefused)
}

function proofKey({ secret }: Services): string {
  return `altcha ${secret.toString('hex')}`
}

function readProof(proof: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(proof, 'base64').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** The signature is checked before; it covers the challenge, and the challenge the salt with the expiry. */
function readExpiry(proof: string): Date | null {
  const seconds = new URLSearchParams(String(readProof(proof).salt ?? '').split('?')[1] ?? '').get('expires')
  return seconds ? new Date(Number(seconds) * 1000) : null
}

function signatureOf(proof: string): string {
  return String(readProof(proof).signature ?? '')
}
