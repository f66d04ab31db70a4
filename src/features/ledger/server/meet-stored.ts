import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { type Problem, ProblemError, notFound } from '../../../platform/shared/problem.ts'

interface Stored {
  unit_id: string
  version: number
  digest: string
  deleted_at: Date | null
}

/** A first sending that is repeated at once waits here for the one before it. */
export async function waitForTwin(db: Connection, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(db)
}

/**
 * Whether a sending changes what is stored: false for the same content again. Throws "not found" for a record of another
 * unit, `gone` for a deleted one, `conflict` where the writer has not seen the last version.
 */
export function changesStored(
  stored: Stored | undefined,
  sending: { unitId: string; baseVersion: number; digest: string },
  problems: { gone: Problem; conflict: Problem },
): boolean {
  if (stored && stored.unit_id !== sending.unitId) throw new ProblemError(notFound)
  if (stored?.deleted_at) throw new ProblemError(problems.gone)
  if (stored?.digest === sending.digest) return false
  if ((stored?.version ?? 0) !== sending.baseVersion) throw new ProblemError(problems.conflict)
  return true
}
