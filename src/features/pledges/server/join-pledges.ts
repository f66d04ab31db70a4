import type { Connection } from '../../../platform/server/database.ts'
import { withdrawPledge } from './withdraw-pledge.ts'

/** Who signed on two phones and turns out to be one person signed once: the second signature is taken back. */
export async function joinPledges(db: Connection, from: string, to: string, now: Date): Promise<void> {
  const twice = await db
    .selectFrom('pledge as a')
    .innerJoin('pledge as b', (join) =>
      join.onRef('b.campaign_id', '=', 'a.campaign_id').onRef('b.pledge_key', '=', 'a.pledge_key'),
    )
    .where('a.participant_id', '=', from)
    .where('b.participant_id', '=', to)
    .select(['a.campaign_id', 'a.pledge_key'])
    .execute()
  for (const one of twice) await withdrawPledge(db, one.campaign_id, one.pledge_key, from, now)
}
