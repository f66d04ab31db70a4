import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { claimUnknown, claimedBefore } from '../draw-contract.ts'
import { readClaimCode } from './claim-code.ts'
import { findDraw } from './draw-queries.ts'
import { codeOfClaim } from './draw-rule.ts'
import type { ContestInForce } from './find-contest.ts'

/** The office types the code that the winner shows; each prize is handed out once. */
export async function claimPrize(
  db: Connection,
  context: AuditContext,
  { campaign, contest }: ContestInForce,
  typed: string,
): Promise<{ place: number; code: string }> {
  const draw = await findDraw(db, { campaign: campaign.id, contest: contest.key })
  const won =
    draw &&
    (await db
      .selectFrom('draw_winner')
      .where('draw_id', '=', draw.id)
      .where('code', '=', codeOfClaim(readClaimCode(typed)))
      .select(['place', 'code'])
      .executeTakeFirst())
  if (!won) throw new ProblemError(claimUnknown)
  const written = await db
    .insertInto('draw_claim')
    .values({
      draw_id: draw.id,
      place: won.place,
      claimed_at: context.now,
      handed_by: context.caller!.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw new ProblemError(claimedBefore)
  await writeAudit(db, context, 'prize-claimed', {
    unitId: campaign.rootUnit.id,
    subjectId: draw.id,
    after: { contest: contest.title, place: won.place },
  })
  return won
}
