import type { Connection } from '../../../platform/server/database.ts'
import { maskName } from '../../../platform/shared/mask-name.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { noStanding } from '../board-contract.ts'
import { writeDisplay } from './board-queries.ts'
import type { ContestInForce } from './find-contest.ts'
import { sayBoardName } from './read-board.ts'

/** Keeps the masked name under which a participant stands on the board, and no more of it; null takes it away. */
export async function nameOnBoard(
  db: Connection,
  { campaign, contest }: ContestInForce,
  participantId: string,
  name: string | null,
): Promise<{ name: string }> {
  const display = name && maskName(name)
  const of = { campaign: campaign.id, contest: contest.key, participant: participantId }
  const [kept] = await writeDisplay(db, { ...of, display })
  if (!kept) throw new ProblemError(noStanding)
  return { name: sayBoardName({ display, mark: kept.mark }) }
}
