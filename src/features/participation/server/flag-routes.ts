import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { listChannels } from '../../campaign/public-part.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'
import type { z } from 'zod'
import * as contract from '../contract.ts'
import { type FlagDetail, type FlagKind, sayFlag } from '../rules.ts'
import { type FlagRow, findFlag, listFlagRows } from './queries.ts'

export const flagRoutes: Implementation[] = [
  implement(contract.listFlags)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const rows = await listFlagRows(
      db,
      campaign.id,
      { scope, settled: query.state === 'settled' },
      { after: decodeCursor(query.cursor, 2), limit: query.limit + 1 },
    )
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return {
      items: shown.map((row) => presentFlag(campaign, row)),
      next: rows.length > shown.length && last ? encodeCursor([last.found_at.toISOString(), last.id]) : null,
    }
  }),

  implement(contract.settleFlag)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const settled = await call.db
      .updateTable('participation_flag')
      .set({ settled_at: call.now, settled_by: call.user.id, note: call.body.note })
      .where('id', '=', call.params.flag)
      .where('campaign_id', '=', campaign.id)
      .where('settled_at', 'is', null)
      .executeTakeFirst()
    const row = await findFlag(call.db, campaign.id, call.params.flag)
    if (!row) throw new ProblemError(notFound)
    if (settled.numUpdatedRows === 0n) throw new ProblemError(contract.flagSettled)
    await writeAudit(call.db, call, 'participation-flag-settled', {
      unitId: row.unit_id,
      subjectId: row.id,
      after: { kind: row.kind, day: row.day, note: call.body.note },
    })
    return presentFlag(campaign, row)
  }),
]

function presentFlag(campaign: CampaignInForce, row: FlagRow): z.input<typeof contract.flagView> {
  const channel = listChannels(campaign.definition.public).find((one) => one.channel === row.channel)
  const kind = row.kind as FlagKind
  return {
    id: row.id,
    kind,
    sentence: sayFlag(kind, row.detail as unknown as FlagDetail[FlagKind]),
    title: row.channel === '*' ? '各栏目' : (channel?.title ?? row.channel),
    unit: { code: row.code, name: row.name },
    day: row.day,
    foundAt: row.found_at.toISOString(),
    settled:
      row.settled_at && row.note
        ? { at: row.settled_at.toISOString(), by: row.settled_by ?? '', note: row.note }
        : null,
  }
}
