import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { readBankVersion, readLiveQuestions } from '../../questions/server/read-live-questions.ts'
import { bankTooSmall } from '../contract.ts'
import type { BankQuestion } from '../draw-paper.ts'

/** All questions that were live under one digest. */
export interface Bank {
  version: string
  questions: BankQuestion[]
}

/** A bank never changes under its version, so it is read once. */
const banks = new Map<string, Bank>()

function remember(campaignId: string, bank: Bank): Bank {
  if (banks.size > 20) banks.clear()
  banks.set(`${campaignId} ${bank.version}`, bank)
  return bank
}

/**
 * The live questions as they are now, kept for good from the first paper that is drawn from them. While others are
 * served, outside a transaction: what this process remembers must not be rolled back, nor drawn from before it is there
 * for others.
 */
export async function findCurrentBank(db: Connection, campaignId: string, now: Date): Promise<Bank> {
  const version = await readBankVersion(db, campaignId)
  const known = version === null ? undefined : banks.get(`${campaignId} ${version}`)
  if (known) return known
  const questions = (await readLiveQuestions(db, campaignId)).map(({ bank, question }): BankQuestion => ({
    ...question,
    bank,
  }))
  if (version === null || questions.length === 0) throw new ProblemError(bankTooSmall)
  await db
    .insertInto('contest_bank')
    .values({
      campaign_id: campaignId,
      version,
      questions: JSON.stringify(questions),
      first_used_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // As stored, so that a paper is the same before and after a restart.
  return findBank(db, campaignId, version)
}

export async function findBank(db: Connection, campaignId: string, version: string): Promise<Bank> {
  const known = banks.get(`${campaignId} ${version}`)
  if (known) return known
  const row = await db
    .selectFrom('contest_bank')
    .where('campaign_id', '=', campaignId)
    .where('version', '=', version)
    .select(sql<BankQuestion[]>`questions`.as('questions'))
    .executeTakeFirstOrThrow()
  return remember(campaignId, { version, questions: row.questions })
}
