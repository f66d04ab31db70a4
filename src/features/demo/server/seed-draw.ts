import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import { makeClaimCode } from '../../contests/server/claim-code.ts'
import { claimPrize } from '../../contests/server/claim-prize.ts'
import { closeDraw } from '../../contests/server/close-draw.ts'
import { commitDraw } from '../../contests/server/commit-draw.ts'
import type { ContestInForce } from '../../contests/server/find-contest.ts'
import { holdDraw } from '../../contests/server/hold-draw.ts'

const dayMs = 86_400_000

/** Promised on the contest's first day; drawn the day after its last, if that has been. */
export async function seedDraw(
  db: Connection,
  services: Services,
  of: ContestInForce,
  { office, until }: { office: SignedInUser; until: Date },
): Promise<void> {
  const { contest, campaign } = of
  if (!contest.draw) return
  const { timeZone } = campaign.definition
  const at = (day: string, time: string, later = 0) => ({
    now: new Date(instantOfLocal(day, time, timeZone).getTime() + later),
    caller: office,
    address: '127.0.0.1',
    requestId: 'demo',
  })
  const promised = at(contest.opens, '08:00')
  if (promised.now >= until) return
  await commitDraw(db, promised, of, null)
  const drawn = at(contest.closes, '10:00', dayMs)
  if (drawn.now >= until) return
  await closeDraw(db, services, at(contest.closes, '09:00', dayMs), of)
  await holdDraw(db, drawn, of, null)
  const handed = at(contest.closes, '15:00', dayMs)
  if (handed.now < until) await handOut(db, services, handed, of)
}

/** Some winners have come already. */
async function handOut(
  db: Connection,
  services: Services,
  context: AuditContext,
  of: ContestInForce,
): Promise<void> {
  const winners = await db
    .selectFrom('draw_winner as w')
    .innerJoin('draw_entry as e', (join) =>
      join.onRef('e.draw_id', '=', 'w.draw_id').onRef('e.code', '=', 'w.code'),
    )
    .innerJoin('prize_draw as d', 'd.id', 'w.draw_id')
    .where('d.campaign_id', '=', of.campaign.id)
    .where('d.contest', '=', of.contest.key)
    .select(['w.draw_id', 'e.participant_id'])
    .orderBy('w.place')
    .limit(3)
    .execute()
  for (const one of winners)
    await claimPrize(db, context, of, makeClaimCode(services, one.draw_id, one.participant_id))
}
