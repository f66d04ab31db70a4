import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { type ContestInForce, findContest } from './find-contest.ts'
import { type Bank, findCurrentBank } from './read-bank.ts'

const keptMs = 1_000

interface Known {
  of: ContestInForce
  bank: Bank
  until: number
}

const known = new WeakMap<Services, Map<string, Known>>()

/**
 * The contest and the questions that practice draws from. Nothing depends on it, and a crowd that practises asks for
 * nothing else, so what this process found is good for a second.
 */
export async function findPractice(
  db: Connection,
  services: Services,
  params: { campaign: string; contest: string },
  now: Date,
): Promise<Pick<Known, 'of' | 'bank'>> {
  const entries = known.get(services) ?? new Map<string, Known>()
  known.set(services, entries)
  const key = `${params.campaign} ${params.contest}`
  const kept = entries.get(key)
  if (kept && kept.until > performance.now()) return kept
  const of = await findContest(db, params)
  const found = {
    of,
    bank: await findCurrentBank(db, of.campaign.id, now),
    until: performance.now() + keptMs,
  }
  entries.set(key, found)
  return found
}
