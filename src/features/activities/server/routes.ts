import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { listPartnerUnits } from './list-partner-units.ts'
import { viewActivity } from './present-activity.ts'
import { presentLine } from './present-line.ts'
import { listActivityRows, sumActivityRows } from './queries.ts'
import { deleteActivity, leaveActivity, restoreActivity } from './remove-activity.ts'
import { saveActivities } from './save-activity.ts'
import { deleteTemplate, readBeginnings, saveTemplate } from './templates.ts'
import { toFilter } from './to-filter.ts'

export const activityRoutes: Implementation[] = [
  implement(contract.listActivities)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const page = { after: decodeCursor(query.cursor, 2), limit: query.limit }
    const rows = await listActivityRows(db, campaign.id, toFilter(query, scope), page)
    return {
      items: rows.map(presentLine),
      next: nextCursor(rows, query.limit, (last) => [last.day, last.id]),
    }
  }),

  implement(contract.sumActivities)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    return sumActivityRows(db, campaign.id, toFilter(query, scope))
  }),

  implement(contract.listPartners)(async ({ db, params, query }) =>
    listPartnerUnits(db, await findCampaign(db, params.campaign), query.q),
  ),

  implement(contract.readActivity)(async ({ db, params, user }) =>
    viewActivity(db, await findCampaign(db, params.campaign), params.activity, user),
  ),

  implement(contract.saveActivity)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const { activity: id } = call.params
    const author = call.headers['anyue-author']
    if (author && author !== call.user.username) throw new ProblemError(contract.otherAuthor)
    await saveActivities(call.db, call, campaign, [{ id, unitId: call.scope.units[0]!.id, ...call.body }])
    return viewActivity(call.db, campaign, id, call.user)
  }),

  implement(contract.deleteActivity)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await deleteActivity(call.db, call, campaign, call.params.activity)
    return viewActivity(call.db, campaign, call.params.activity, call.user)
  }),

  implement(contract.restoreActivity)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await restoreActivity(call.db, call, campaign, call.params.activity)
    return viewActivity(call.db, campaign, call.params.activity, call.user)
  }),

  implement(contract.leaveActivity)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await leaveActivity(call.db, call, campaign, call.params.activity, call.scope.units[0]!.id)
    return { left: true as const }
  }),

  implement(contract.listBeginnings)(async ({ db, params, scope }) =>
    readBeginnings(db, await findCampaign(db, params.campaign), scope.units[0]!.id),
  ),

  implement(contract.saveTemplate)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const unitId = call.scope.units[0]!.id
    return saveTemplate(call.db, call, campaign, unitId, { id: call.params.template, ...call.body })
  }),

  implement(contract.deleteTemplate)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const deleted = await deleteTemplate(
      call.db,
      call,
      campaign,
      call.scope.units[0]!.id,
      call.params.template,
    )
    return { deleted }
  }),
]
