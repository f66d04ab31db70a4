import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { listChannels } from '../../campaign/public-part.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { flagRoutes } from './flag-routes.ts'
import { overviewRoutes } from './overview-routes.ts'
import { findDay, listActs } from './queries.ts'

export const participationRoutes: Implementation[] = [
  ...flagRoutes,
  ...overviewRoutes,

  implement(contract.readParticipation)(async ({ db, params, query }) => {
    const campaign = await findCampaign(db, params.campaign)
    const day = await findDay(db, campaign.id, params.participation)
    if (!day) throw new ProblemError(notFound)
    const [after] = decodeCursor(query.cursor, 1) ?? []
    const rows = await listActs(db, campaign.id, day, after ? String(after) : null, query.limit + 1)
    const shown = rows.slice(0, query.limit)
    const channel = listChannels(campaign.definition.public).find((one) => one.channel === day.channel)
    return {
      title: channel?.title ?? day.channel,
      channel: day.channel,
      unit: { code: day.code, name: day.name },
      day: day.day,
      sessions: day.sessions,
      people: day.people,
      quantity: day.quantity,
      items: shown.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        phone: row.phone_mask,
        mark: row.mark,
        sessions: row.sessions,
        people: row.people,
        quantity: row.quantity,
      })),
      next: rows.length > shown.length ? encodeCursor([shown.at(-1)!.id]) : null,
    }
  }),
]
