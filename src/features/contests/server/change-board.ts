import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { boardUnchanged, noBoard } from '../board-contract.ts'
import { writeSnapshot } from './board-queries.ts'
import type { ContestInForce } from './find-contest.ts'
import { findBoardState } from './read-board.ts'

/** The next row of the board's history; of two at once the number lets one through. Freezing again makes a new snapshot. */
export async function changeBoard(
  db: Connection,
  context: AuditContext,
  of: ContestInForce,
  { state, reason }: { state: 'live' | 'frozen' | 'off'; reason: string },
): Promise<void> {
  const { campaign, contest } = of
  if (!contest.leaderboard) throw new ProblemError(noBoard)
  const before = await findBoardState(db, of)
  if (before.state === state && state !== 'frozen') throw new ProblemError(boardUnchanged)
  const id = v7()
  await db
    .insertInto('board_change')
    .values({
      id,
      campaign_id: campaign.id,
      contest: contest.key,
      number: (before.change?.number ?? 0) + 1,
      state,
      reason,
      made_at: context.now,
      made_by: context.caller!.id,
    })
    .execute()
  if (state === 'frozen') await writeSnapshot(db, { change: id, campaign: campaign.id, contest: contest.key })
  await writeAudit(db, context, 'board-changed', {
    unitId: campaign.rootUnit.id,
    subjectId: id,
    before: { board: before.state },
    after: { contest: contest.title, board: state, reason },
  })
}
