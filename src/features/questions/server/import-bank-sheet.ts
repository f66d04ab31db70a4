import { sql } from 'kysely'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { bankSheetHasErrors, bankSheetOutdated } from '../contract.ts'
import { checkBankSheet } from './check-bank-sheet.ts'
import { openBankSheet } from './open-bank-sheet.ts'
import { readBankNames } from './read-bank-names.ts'
import { saveQuestion } from './save-question.ts'

/** All rows or, where one is wrong, none: new and changed questions wait for a second person. */
export async function importBankSheet(
  db: Connection,
  context: AuditContext,
  campaignId: string,
  agreed: { content: string; digest: string },
): Promise<{ added: number; changed: number; same: number }> {
  // Two imports take turns, so that the second sees what the first wrote.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`questions ${campaignId}`}, 0))`.execute(db)
  const sheet = await openBankSheet(agreed.content)
  const banks = await readBankNames(db, campaignId)
  const checked = await checkBankSheet(db, campaignId, context.caller!.id, { banks, sheet })
  if (checked.errors.length > 0)
    throw new ProblemError(bankSheetHasErrors, {
      errors: checked.errors.slice(0, 200).map(({ cell, message }) => ({ path: cell, message })),
    })
  const { added, changed, same, writes } = checked
  if (writes.length === 0) return { added, changed, same }
  if (checked.digest !== agreed.digest) throw new ProblemError(bankSheetOutdated)
  for (const one of writes) await saveQuestion(db, context, campaignId, one)
  await writeAudit(db, context, 'questions-imported', { after: { added, changed, same } })
  return { added, changed, same }
}
