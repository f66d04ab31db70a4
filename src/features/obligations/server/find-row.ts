import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type ObligationRow, lockObligation } from './queries.ts'

/** The obligation's row, locked for a change in this transaction; throws "not found". */
export async function findRow(db: Connection, campaignId: string, id: string): Promise<ObligationRow> {
  const row = await lockObligation(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  return row
}
