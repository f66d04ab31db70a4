import { type Implementation, implement } from '../../../platform/server/http.ts'
import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import {
  exemptObligation,
  extendDeadline,
  listMissing,
  listObligations,
  openObligation,
  readMatrix,
  readObligation,
  readProgress,
} from '../contract.ts'
import { measureProgress } from '../rules.ts'
import { extendDue, setExemption } from './change-deadline.ts'
import { findMissing } from './list-missing.ts'
import { openPeriod } from './open-obligation.ts'
import { presentObligation } from './present-obligation.ts'
import {
  countProgress,
  findObligation,
  listChanges,
  listObligationRows,
  listRevisions,
  lockObligation,
} from './queries.ts'
import { buildMatrix } from './read-matrix.ts'

const splitList = (text: string | undefined) => text?.split(',').filter(Boolean) ?? null

export const obligationRoutes: Implementation[] = [
  implement(listObligations)(async ({ db, params, query, scope, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const states = splitList(query.state)
    const items = []
    let after = decodeCursor(query.cursor, 2)
    // The state depends on the clock, so pages are filled by filtering; each step reads one indexed page.
    for (;;) {
      const rows = await listObligationRows(db, campaign.id, {
        scope,
        ownUnit: query.own === 'true',
        tasks: splitList(query.task),
        after,
        limit: query.limit,
      })
      for (const row of rows) {
        const view = presentObligation(row, campaign.definition, now)
        after = [row.due_at.toISOString(), row.id]
        if (!states || states.includes(view.state)) items.push(view)
        if (items.length === query.limit) return { items, next: encodeCursor(after) }
      }
      if (rows.length < query.limit) return { items, next: null }
    }
  }),

  implement(readObligation)(async ({ db, params, now, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const row = await findObligation(db, campaign.id, params.obligation)
    if (!row) throw new ProblemError(notFound)
    const [changes, revisions, unit] = await Promise.all([
      listChanges(db, row.id),
      listRevisions(db, row.id),
      db.selectFrom('org_unit').select(unitColumns).where('id', '=', row.unit_id).executeTakeFirstOrThrow(),
    ])
    return {
      ...presentObligation(row, campaign.definition, now),
      changes: changes.map((change) => ({
        kind: change.kind as 'extension',
        newDueAt: change.new_due_at?.toISOString() ?? null,
        reason: change.reason,
        madeAt: change.made_at.toISOString(),
        madeBy: change.made_by,
      })),
      revisions: revisions.map((one) => ({
        id: one.id,
        revision: one.revision,
        submittedAt: one.submitted_at.toISOString(),
        onTime: one.on_time,
        decision: (one.decision ?? 'pending') as 'pending',
      })),
      may: {
        write: mayDo(user, 'report.write', unit),
        review: mayDo(user, 'report.review', unit),
        changeDeadline: mayDo(user, 'deadline.change', unit),
        signOff: mayDo(user, 'report.sign-off', unit),
      },
    }
  }),

  implement(readProgress)(async ({ db, params, query, scope, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const rows = await countProgress(db, campaign.id, scope, {
      tasks: splitList(query.task),
      period: query.period ?? null,
      now,
    })
    const sum = (column: 'expected' | 'actual' | 'on_time' | 'exempted') =>
      rows.reduce((total, row) => total + row[column], 0)
    return {
      ...measureProgress(sum('expected'), sum('actual'), sum('on_time')),
      exempted: sum('exempted'),
      byUnit: rows.map((row) => ({
        unit: { code: row.code, name: row.name },
        ...measureProgress(row.expected, row.actual, row.on_time),
      })),
      asOf: now.toISOString(),
    }
  }),

  implement(readMatrix)(async ({ db, params, scope, now }) =>
    buildMatrix(db, await findCampaign(db, params.campaign), scope, now),
  ),

  implement(openObligation)(async (call) => {
    const { db, params, body, scope, now } = call
    const campaign = await findCampaign(db, params.campaign)
    if (!campaign.definition.tasks.some((task) => task.key === params.task)) throw new ProblemError(notFound)
    const id = await openPeriod(db, call, campaign, params.task, scope.units[0]!.id, body)
    const row = await findObligation(db, campaign.id, id)
    if (!row) throw new ProblemError(notFound)
    return presentObligation(row, campaign.definition, now)
  }),

  implement(extendDeadline)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const row = await lockObligation(call.db, campaign.id, call.params.obligation)
    if (!row) throw new ProblemError(notFound)
    await extendDue(call.db, call, row, new Date(call.body.newDueAt), call.body.reason)
    const changed = await findObligation(call.db, campaign.id, row.id)
    return presentObligation(changed!, campaign.definition, call.now)
  }),

  implement(exemptObligation)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const row = await lockObligation(call.db, campaign.id, call.params.obligation)
    if (!row) throw new ProblemError(notFound)
    await setExemption(call.db, call, row, call.body.exempt, call.body.reason)
    const changed = await findObligation(call.db, campaign.id, row.id)
    return presentObligation(changed!, campaign.definition, call.now)
  }),

  implement(listMissing)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    if (!campaign.definition.tasks.some((task) => task.key === call.query.task))
      throw new ProblemError(notFound)
    const missing = await findMissing(call.db, campaign, call.scope, call.query, call.now)
    await writeAudit(call.db, call, 'personal-data-read', { after: { list: 'missing', ...call.query } })
    return missing
  }),
]
