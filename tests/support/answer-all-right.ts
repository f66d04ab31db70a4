import { findCampaign } from '../../src/features/campaign/server/find-campaign.ts'
import type { Answer } from '../../src/features/contests/contract.ts'
import { rightAnswer } from '../../src/features/contests/right-answer.ts'
import { findPaper } from '../../src/features/contests/server/find-paper.ts'
import { findBank } from '../../src/features/contests/server/read-bank.ts'
import type { Services } from '../../src/platform/server/services.ts'

/** What only the server knows: the right answers of an attempt, as they stand on its paper. */
export async function answerAllRight({ pool }: Services, attempt: string): Promise<Record<string, Answer>> {
  const { db } = pool
  const row = await db.selectFrom('attempt').where('id', '=', attempt).selectAll().executeTakeFirstOrThrow()
  const { definition } = await findCampaign(db, 'jincheng-2022')
  const of = definition.public.contests.find((one) => one.key === row.contest)!
  const bank = await findBank(db, row.campaign_id, row.bank_version)
  const paper = findPaper(of, row.phase as 'scored', bank, row.seed)
  return Object.fromEntries(
    paper.map((one, index): [string, Answer] => [String(index + 1), rightAnswer(one)]),
  )
}
