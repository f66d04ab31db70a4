import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { postCase } from './post-case.ts'

/**
 * A clipping was changed, deleted or restored: the cases that it exposes take over its outlet and day, or are no longer
 * exposed. The caller holds the clipping's row.
 */
export async function followClipping(
  db: Connection,
  campaign: CampaignInForce,
  clippingId: string,
): Promise<void> {
  const clipping = await db
    .selectFrom('clipping')
    .where('id', '=', clippingId)
    .select(['outlet', 'day', 'deleted_at'])
    .executeTakeFirstOrThrow()
  const exposed = clipping.deleted_at === null
  const rows = await db
    .updateTable('typical_case')
    .set((eb) => ({
      outlet: exposed ? clipping.outlet : null,
      exposed_on: exposed ? clipping.day : null,
      day: exposed ? eb.val(clipping.day) : eb.fn.coalesce('decided_on', 'day'),
    }))
    .where('clipping_id', '=', clippingId)
    .returning(['id', 'unit_id', 'title', 'day', 'flags', 'exposed_on', 'deleted_at'])
    .execute()
  for (const row of rows) if (row.deleted_at === null) await postCase(db, campaign, row)
}
