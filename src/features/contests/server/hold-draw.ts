import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { drawHeld, drawNotClosed, witnessValueNeeded } from '../draw-contract.ts'
import { findDraw, listCodes } from './draw-queries.ts'
import { WinnerPicker, makeDrawKey } from './draw-rule.ts'
import type { ContestInForce } from './find-contest.ts'

/** Reveals the seed and keeps the winners, once and for good. */
export async function holdDraw(
  db: Connection,
  context: AuditContext,
  { campaign, contest }: ContestInForce,
  typed: string | null,
): Promise<void> {
  const draw = await findDraw(db, { campaign: campaign.id, contest: contest.key }, { lock: true })
  if (!draw?.closing) throw new ProblemError(drawNotClosed)
  if (draw.result) throw new ProblemError(drawHeld)
  if (draw.witness && !typed) throw new ProblemError(witnessValueNeeded)
  const witnessValue = draw.witness ? typed : null
  const key = makeDrawKey({ seed: draw.seed, entriesDigest: draw.closing.digest, witnessValue })
  const picker = new WinnerPicker(key, draw.winners)
  for await (const codes of listCodes(db, draw.id)) for (const code of codes) picker.add(code)
  const winners = picker.end()
  await db
    .insertInto('draw_result')
    .values({
      draw_id: draw.id,
      witness_value: witnessValue,
      drawn_at: context.now,
      drawn_by: context.caller!.id,
    })
    .execute()
  // A statement bears 65,535 parameters.
  for (let at = 0; at < winners.length; at += 5_000)
    await db
      .insertInto('draw_winner')
      .values(
        winners
          .slice(at, at + 5_000)
          .map((code, index) => ({ draw_id: draw.id, place: at + index + 1, code })),
      )
      .execute()
  await writeAudit(db, context, 'draw-held', {
    unitId: campaign.rootUnit.id,
    subjectId: draw.id,
    after: {
      contest: contest.title,
      winners: winners.length,
      seed: draw.seed.toString('hex'),
      witnessValue,
    },
  })
}
