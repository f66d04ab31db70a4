import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { drawCommitted, noDraw, witnessNeeded } from '../draw-contract.ts'
import { commitTo } from './draw-rule.ts'
import type { ContestInForce } from './find-contest.ts'

/**
 * Publishes the digest of a seed before anybody can know the list. When the contest is over, the list is as good as
 * known, and a seed could have been chosen by it; then a public figure that does not exist yet has to go into the draw.
 */
export async function commitDraw(
  db: Connection,
  context: AuditContext,
  of: ContestInForce,
  witness: string | null,
): Promise<void> {
  const { campaign, contest } = of
  if (!contest.draw || contest.passPoints === undefined) throw new ProblemError(noDraw)
  if (isOver(of, context.now) && !witness) throw new ProblemError(witnessNeeded)
  const seed = randomBytes(32)
  const commitment = commitTo(seed)
  const id = v7()
  const written = await db
    .insertInto('prize_draw')
    .values({
      id,
      campaign_id: campaign.id,
      contest: contest.key,
      winners: contest.draw.winners,
      prize: contest.draw.prize,
      witness,
      seed,
      commitment,
      committed_at: context.now,
      committed_by: context.caller!.id,
    })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'contest']).doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw new ProblemError(drawCommitted)
  await writeAudit(db, context, 'draw-committed', {
    unitId: campaign.rootUnit.id,
    subjectId: id,
    after: { contest: contest.title, ...contest.draw, commitment, witness },
  })
}

export function isOver({ campaign, contest }: ContestInForce, now: Date): boolean {
  return localOfInstant(now, campaign.definition.timeZone).date > contest.closes
}
