import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { toMediaFilter } from '../../clippings/server/match-media.ts'
import { checkBasis } from '../../laws/citations.ts'
import * as contract from '../contract.ts'
import { viewCase } from './present-case.ts'
import { countCases, listCaseRows } from './queries.ts'
import { readLaws } from '../../laws/server/read-laws.ts'
import { deleteCase, restoreCase } from './remove-case.ts'
import { saveCase } from './save-case.ts'

export const caseRoutes: Implementation[] = [
  implement(contract.listCases)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { cursor, limit } = query
    const filter = {
      ...toMediaFilter(query, scope),
      exposed: query.exposed === undefined ? undefined : query.exposed === 'true',
      flag: query.flag,
    }
    const rows = await listCaseRows(db, campaign.id, filter, { after: decodeCursor(cursor, 2), limit })
    const laws = await readLaws()
    return {
      items: rows.map((row) => ({
        id: row.id,
        unit: { code: row.unit_code, name: row.unit_name },
        title: row.title,
        day: row.day,
        decidedOn: row.decided_on,
        outlet: row.outlet,
        exposedOn: row.exposed_on,
        flags: row.flags,
        bases: row.bases,
        wrongBasis: row.bases.some((basis) =>
          checkBasis(basis, laws, row.decided_on).some((one) => one.kind === 'missing'),
        ),
        files: row.files,
      })),
      next: nextCursor(rows, limit, (last) => [last.day, last.id]),
      total: await countCases(db, campaign.id, filter),
    }
  }),

  implement(contract.readCase)(async ({ db, params, user }) =>
    viewCase(db, await findCampaign(db, params.campaign), params.case, user),
  ),

  implement(contract.saveCase)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const { case: id } = call.params
    await saveCase(call.db, call, campaign, { id, unitId: call.scope.units[0]!.id, ...call.body })
    return viewCase(call.db, campaign, id, call.user)
  }),

  implement(contract.deleteCase)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await deleteCase(call.db, call, campaign, call.params.case)
    return viewCase(call.db, campaign, call.params.case, call.user)
  }),

  implement(contract.restoreCase)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await restoreCase(call.db, call, campaign, call.params.case)
    return viewCase(call.db, campaign, call.params.case, call.user)
  }),
]
