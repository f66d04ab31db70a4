import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { toMediaFilter } from './match-media.ts'
import { viewClipping } from './present-clipping.ts'
import { countClippings, listClippingRows } from './queries.ts'
import { deleteClipping, restoreClipping } from './remove-clipping.ts'
import { saveClipping } from './save-clipping.ts'

/** What must go along when a clipping changes, in the same transaction: the cases that it exposes. */
export type Follow = (db: Connection, campaign: CampaignInForce, clippingId: string) => Promise<void>

export function createClippingRoutes(follow: Follow): Implementation[] {
  return [
    implement(contract.listClippings)(async ({ db, params, query, scope }) => {
      const campaign = await findCampaign(db, params.campaign)
      const { cursor, limit, level, medium, topic } = query
      const filter = { ...toMediaFilter(query, scope), level, medium, topic }
      const rows = await listClippingRows(db, campaign.id, filter, { after: decodeCursor(cursor, 2), limit })
      return {
        items: rows.map((row) => ({
          id: row.id,
          unit: { code: row.unit_code, name: row.unit_name },
          outlet: row.outlet,
          level: row.level,
          medium: row.medium,
          day: row.day,
          title: row.title,
          link: row.link,
          topic: row.topic,
          quantity: row.quantity,
          files: row.files,
          picture: row.picture,
        })),
        next: nextCursor(rows, limit, (last) => [last.day, last.id]),
        total: await countClippings(db, campaign.id, filter),
      }
    }),

    implement(contract.readClipping)(async ({ db, params, user }) =>
      viewClipping(db, await findCampaign(db, params.campaign), params.clipping, user),
    ),

    implement(contract.saveClipping)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      const { clipping: id } = call.params
      const unitId = call.scope.units[0]!.id
      if (await saveClipping(call.db, call, campaign, { id, unitId, ...call.body }))
        await follow(call.db, campaign, id)
      return viewClipping(call.db, campaign, id, call.user)
    }),

    implement(contract.deleteClipping)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      await deleteClipping(call.db, call, campaign, call.params.clipping)
      await follow(call.db, campaign, call.params.clipping)
      return viewClipping(call.db, campaign, call.params.clipping, call.user)
    }),

    implement(contract.restoreClipping)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      await restoreClipping(call.db, call, campaign, call.params.clipping)
      await follow(call.db, campaign, call.params.clipping)
      return viewClipping(call.db, campaign, call.params.clipping, call.user)
    }),
  ]
}
