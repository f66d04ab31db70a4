import { unitsGranting } from '../../../platform/server/access.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { listChannels } from '../../campaign/public-part.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { listParticipation } from '../contract.ts'
import { listActiveUnits, sumByChannel, sumByUnit } from './queries.ts'

export const overviewRoutes: Implementation[] = [
  implement(listParticipation)(async ({ db, params, query, scope, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const span = { from: query.from, to: query.to }
    const rows = await listActiveUnits(db, campaign.id, scope, span, {
      after: decodeCursor(query.cursor, 3),
      limit: query.limit + 1,
    })
    const shown = rows.slice(0, query.limit)
    const ids = shown.map((row) => row.id)
    const counts = ids.length > 0 ? await sumByUnit(db, campaign.id, scope, span, ids) : []
    const totals = new Map(
      (await sumByChannel(db, campaign.id, scope, span)).map((row) => [row.channel, row]),
    )
    const last = shown.at(-1)
    return {
      // In the order of the definition; what nobody took part in is left out.
      channels: listChannels(campaign.definition.public).flatMap(({ channel, title }) => {
        const total = totals.get(channel)
        return total ? [{ ...total, title }] : []
      }),
      items: shown.map(({ id, code, name }) => ({
        unit: { code, name },
        channels: counts.filter((row) => row.unit_id === id),
      })),
      next:
        rows.length > shown.length && last ? encodeCursor([last.level, last.position, last.number]) : null,
      flags: {
        read: unitsGranting(user, 'remark.read').length > 0,
        settle: unitsGranting(user, 'participation.flag').length > 0,
      },
    }
  }),
]
