import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { alreadySettled, listRemarks, settleRemark } from '../contract.ts'
import { type RemarkRow, presentRemarks } from './present-remarks.ts'
import { countOpen, findRemark, listRemarkRows } from './queries.ts'

export const remarkRoutes: Implementation[] = [
  implement(listRemarks)(async ({ db, params, query, scope, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const filter = {
      scope,
      rule: query.rule,
      settled: query.state === 'settled',
      subject: query.subject,
    }
    const page = { after: decodeCursor(query.cursor, 2), limit: query.limit }
    const rows = await listRemarkRows(db, campaign.id, filter, page)
    const units = await db
      .selectFrom('org_unit')
      .where(
        'id',
        'in',
        scope.units.map((unit) => unit.id),
      )
      .select(unitColumns)
      .execute()
    return {
      items: await presentRemarks(db, campaign, rows as RemarkRow[]),
      next: nextCursor(rows, query.limit, (last) => [last.found_at.toISOString(), last.id]),
      open: await countOpen(db, campaign.id, scope),
      may: { settle: units.some((unit) => mayDo(user, 'remark.settle', unit)) },
    }
  }),

  implement(settleRemark)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const settled = await call.db
      .updateTable('remark')
      .set({ settled_at: call.now, settled_by: call.user.id, note: call.body.note })
      .where('id', '=', call.params.remark)
      .where('campaign_id', '=', campaign.id)
      .where('settled_at', 'is', null)
      .returning(['unit_id', 'rule_key', 'subject_id'])
      .executeTakeFirst()
    const row = await findRemark(call.db, campaign.id, call.params.remark)
    if (!row) throw new ProblemError(notFound)
    if (!settled) throw new ProblemError(alreadySettled)
    await writeAudit(call.db, call, 'remark-settled', {
      unitId: settled.unit_id,
      subjectId: call.params.remark,
      after: { rule: settled.rule_key, about: settled.subject_id, note: call.body.note },
    })
    const [view] = await presentRemarks(call.db, campaign, [row as RemarkRow])
    if (!view) throw new ProblemError(notFound)
    return view
  }),
]
