import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { contestNotOver, drawClosed, drawNotCommitted, noDraw } from '../draw-contract.ts'
import { makeClaimCode } from './claim-code.ts'
import { isOver } from './commit-draw.ts'
import { findDraw, listCodes, listPassed, writeEntries } from './draw-queries.ts'
import { EntriesDigest, codeOfClaim } from './draw-rule.ts'
import type { ContestInForce } from './find-contest.ts'

/** Freezes the list: everybody with a passed scored attempt, once. After its closing row nothing can be added. */
export async function closeDraw(
  db: Connection,
  services: Services,
  context: AuditContext,
  of: ContestInForce,
): Promise<void> {
  const { campaign, contest } = of
  const named = { campaign: campaign.id, contest: contest.key }
  const draw = await findDraw(db, named, { lock: true })
  if (!draw) throw new ProblemError(drawNotCommitted)
  if (draw.closing) throw new ProblemError(drawClosed)
  if (contest.passPoints === undefined) throw new ProblemError(noDraw)
  if (!isOver(of, context.now) || (await isAnybodyAnswering(db, named)))
    throw new ProblemError(contestNotOver)
  for await (const people of listPassed(db, { ...named, points: contest.passPoints }))
    await writeEntries(
      db,
      draw.id,
      people.map((participantId) => ({
        participantId,
        code: codeOfClaim(makeClaimCode(services, draw.id, participantId)),
      })),
    )
  const list = new EntriesDigest()
  for await (const codes of listCodes(db, draw.id)) for (const code of codes) list.add(code)
  const digest = list.end()
  await db
    .insertInto('draw_closing')
    .values({
      draw_id: draw.id,
      entries: list.count,
      digest,
      closed_at: context.now,
      closed_by: context.caller!.id,
    })
    .execute()
  await writeAudit(db, context, 'draw-closed', {
    unitId: campaign.rootUnit.id,
    subjectId: draw.id,
    after: { contest: contest.title, entries: list.count, digest },
  })
}

/** An attempt with a time limit ends within minutes; one without would keep the list open for ever. */
async function isAnybodyAnswering(
  db: Connection,
  of: { campaign: string; contest: string },
): Promise<boolean> {
  const running = await db
    .selectFrom('attempt')
    .where('campaign_id', '=', of.campaign)
    .where('contest', '=', of.contest)
    .where('phase', '=', 'scored')
    .where('finished_at', 'is', null)
    .where('due_at', 'is not', null)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return running !== undefined
}
