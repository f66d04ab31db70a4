import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { type ContestInForce, findContest } from './find-contest.ts'
import { type Bank, findCurrentBank } from './read-bank.ts'

const keptMs = 1_000

interface Found {
  of: ContestInForce
  bank: Bank
}

const known = new WeakMap<Services, Map<string, { found: Promise<Found>; from: number }>>()

/**
 * The contest and the questions that practice draws from. Nothing depends on it, and a crowd that practises asks for
 * nothing else, so what this process found is good for a second, and the whole crowd waits for one look.
 */
export function findPractice(
  db: Connection,
  services: Services,
  params: { campaign: string; contest: string },
  now: Date,
): Promise<Found> {
  const entries = known.get(services) ?? new Map<string, { found: Promise<Found>; from: number }>()
  known.set(services, entries)
  const key = `${params.campaign} ${params.contest}`
  const kept = entries.get(key)
  if (kept && kept.from + keptMs > performance.now()) return kept.found
  const found = look(db, params, now)
  entries.set(key, { found, from: performance.now() })
  found.catch(() => entries.delete(key))
  return found
}

async function look(
  db: Connection,
  params: { campaign: string; contest: string },
  now: Date,
): Promise<Found> {
  const of = await findContest(db, params)
  return { of, bank: await findCurrentBank(db, of.campaign.id, now) }
}
