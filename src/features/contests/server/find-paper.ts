import { createHash, createHmac } from 'node:crypto'
import type { Services } from '../../../platform/server/services.ts'
import type { ContestDefinition } from '../../campaign/public-part.ts'
import { type PaperQuestion, type Pool, drawPaper, findPools } from '../draw-paper.ts'
import { drawFrom } from '../draws.ts'
import type { Bank } from './read-bank.ts'

/**
 * The seed of an attempt follows from who, what and when by the deployment's key: nobody can choose it, and an audit can
 * make the same paper again from the attempt's row.
 */
export function seedAttempt(
  { secret }: Pick<Services, 'secret'>,
  of: { contest: string; phase: string; participantId: string; span: string; number: number },
): Buffer {
  // Everybody gets the same question of the day.
  const who = of.phase === 'daily' ? '' : `${of.participantId}\0${of.number}`
  return createHmac('sha256', secret).update(`paper\0${of.contest}\0${of.phase}\0${of.span}\0${who}`).digest()
}

/** What a phase draws: the contest's parts, or one question a day. */
export function partsOf(contest: ContestDefinition, phase: 'scored' | 'daily'): ContestDefinition['paper'] {
  return phase === 'daily' && contest.daily ? [{ ...contest.daily, take: 1, points: 1 }] : contest.paper
}

export function findPaper(
  contest: ContestDefinition,
  phase: 'scored' | 'daily',
  bank: Bank,
  seed: Uint8Array,
): PaperQuestion[] {
  const parts = partsOf(contest, phase)
  return drawPaper(parts, poolsOf(parts, bank), drawFrom(seed))
}

/** Pools by bank and parts; there are few of either, and a paper is drawn by everyone who starts. */
const pools = new Map<string, Pool[]>()

function poolsOf(parts: ContestDefinition['paper'], bank: Bank): Pool[] {
  const key = `${bank.version} ${digestOf(parts)}`
  const known = pools.get(key)
  if (known) return known
  const found = findPools(parts, bank.questions)
  if (pools.size > 200) pools.clear()
  pools.set(key, found)
  return found
}

const digests = new WeakMap<object, string>()

function digestOf(parts: ContestDefinition['paper']): string {
  const known = digests.get(parts)
  if (known) return known
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  digests.set(parts, digest)
  return digest
}
